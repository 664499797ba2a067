//! Forenames and surnames by origin.

/// Names that go together.
pub(super) struct Origin {
    /// How many families of a hundred or so.
    pub(super) weight: i64,
    /// Girls' names.
    pub(super) girls: &'static [&'static str],
    /// Boys' names.
    pub(super) boys: &'static [&'static str],
    /// Surnames.
    pub(super) surnames: &'static [&'static str],
}

const fn origin(
    weight: i64,
    girls: &'static [&'static str],
    boys: &'static [&'static str],
    surnames: &'static [&'static str],
) -> Origin {
    Origin { weight, girls, boys, surnames }
}

/// Every origin: English, Welsh, Irish, Scottish, Caribbean, Polish, Yoruba, Igbo, Akan, Bengali, Urdu, Punjabi,
/// Somali, Arabic, Kurdish, Turkish, Romanian, Roma, Ukrainian, Lithuanian, Albanian, Vietnamese, Chinese, Tamil,
/// Eritrean, Afghan, Portuguese.
pub(super) const ORIGINS: &[Origin] = &[
    origin(
        40,
        &[
            "Amelia", "Olivia", "Isabella", "Ella", "Grace", "Ruby", "Poppy", "Daisy", "Evie", "Freya", "Skye", "Lacey",
            "Kayleigh", "Elizabeth", "Charlotte", "Jasmine", "Summer", "Maisie", "Holly", "Katherine", "Abigail", "Tegan",
        ],
        &[
            "Alfie", "Jack", "Oliver", "Harry", "Thomas", "Joshua", "Riley", "Tyler", "Mason", "Kai", "Jayden", "Logan",
            "Samuel", "Joseph", "Archie", "Leo", "Benjamin", "Daniel", "Zachary", "Callum", "Reece", "Alexander",
        ],
        &[
            "Ashworth", "Barker", "Bennett", "Booth", "Carter", "Clayton", "Dawson", "Fletcher", "Garside", "Greenwood",
            "Hargreaves", "Holt", "Hughes", "Jackson", "Kershaw", "Lomax", "Marsden", "Naylor", "Ogden", "Parker",
            "Pickles", "Radcliffe", "Shaw", "Stott", "Taylor", "Thorpe", "Turner", "Walker", "Webb", "Whittaker",
            "Wilkinson", "Wood-Barnes", "Wright",
        ],
    ),
    origin(
        4,
        &["Cerys", "Ffion", "Seren", "Megan", "Lowri", "Siân", "Nia"],
        &["Rhys", "Dylan", "Iwan", "Gethin", "Osian", "Siôn", "Tomos"],
        &["ap Rhys", "Bevan", "Davies", "Griffiths", "Llewellyn", "Morgan", "Pritchard", "Vaughan"],
    ),
    origin(
        5,
        &["Aoife", "Caoimhe", "Niamh", "Róisín", "Sinéad", "Orla", "Bríd"],
        &["Cian", "Oisín", "Ciarán", "Séamus", "Conor", "Eoin", "Pádraig"],
        &["Byrne", "Doherty", "Gallagher", "Maughan", "McDonagh", "Ní Bhriain", "O'Connor", "O’Reilly", "Ward"],
    ),
    origin(
        3,
        &["Eilidh", "Isla", "Mhairi", "Catriona", "Ailsa"],
        &["Callan", "Ruaridh", "Hamish", "Finlay", "Euan"],
        &["Buchanan", "Campbell", "MacLeod", "McAllister", "Sinclair"],
    ),
    origin(
        5,
        &["Shanice", "Amara", "Kezia", "Renée", "Tiana", "Naomi"],
        &["Kymani", "Malachi", "Jerome", "Tyrese", "Dante", "Omari"],
        &["Bailey", "Clarke", "Francis", "Gordon", "Grant-Palmer", "Lewis", "Pinnock", "St Clair"],
    ),
    origin(
        5,
        &["Zuzanna", "Małgorzata", "Oliwia", "Wiktoria", "Łucja", "Kinga"],
        &["Kacper", "Jakub", "Szymon", "Mateusz", "Wojciech", "Paweł"],
        &["Dąbrowska", "Kowalczyk", "Lewandowski", "Nowak", "Szymański", "Wiśniewska", "Wójcik", "Zieliński"],
    ),
    origin(
        4,
        &["Ayọmide", "Folasade", "Temitọpẹ", "Ọlamide", "Bukọla", "Titilayo"],
        &["Olúwaseun", "Babatunde", "Adébáyọ̀", "Tunde", "Ayodele", "Káyọ̀dé"],
        &["Adeyemi", "Adébọ̀wálé", "Afolabi", "Akande", "Balogun", "Ọlatunji", "Oyelaran"],
    ),
    origin(
        3,
        &["Chidinma", "Ngozi", "Adaeze", "Ifeoma", "Chiamaka"],
        &["Chukwuemeka", "Obinna", "Kelechi", "Ikenna", "Uchenna"],
        &["Eze", "Nwosu", "Okafor", "Okonkwo", "Onyekachi", "Umeh"],
    ),
    origin(
        3,
        &["Abena", "Akosua", "Efua", "Esi"],
        &["Kofi", "Kwabena", "Kwame", "Yaw"],
        &["Agyeman", "Asante", "Boateng", "Mensah", "Owusu"],
    ),
    origin(
        4,
        &["Nusrat", "Fahmida", "Tasnim", "Sumaiya", "Rukhsana"],
        &["Tanvir", "Rafiq", "Imran", "Shahriar", "Mohammed"],
        &["Ahmed", "Begum", "Chowdhury", "Islam", "Miah", "Rahman", "Uddin"],
    ),
    origin(
        5,
        &["Ayesha", "Zainab", "Hira", "Mahnoor", "Saba", "Iqra"],
        &["Muhammad", "Hamza", "Bilal", "Zeeshan", "Usman", "Haris"],
        &["Akhtar", "Bashir", "Hussain", "Iqbal", "Khan", "Mahmood", "Mirza", "Qureshi"],
    ),
    origin(
        3,
        &["Harleen", "Simran", "Jasleen", "Navdeep", "Gurpreet"],
        &["Arjan", "Manvir", "Harjit", "Jaskaran", "Sukhdev"],
        &["Bains", "Dhillon", "Gill", "Kaur", "Sandhu", "Singh", "Sohal"],
    ),
    origin(
        4,
        &["Hodan", "Ifrah", "Sahra", "Ubah", "Fadumo"],
        &["Abdirahman", "Liban", "Guled", "Warsame", "Yusuf"],
        &["Abdi", "Ali", "Farah", "Hassan", "Jama", "Mohamud", "Osman"],
    ),
    origin(
        4,
        &["Layla", "Maryam", "Nour", "Rania", "Salma"],
        &["Karim", "Omar", "Tariq", "Youssef", "Ziad"],
        &["al-Hakim", "Al-Masri", "Ben Youssef", "El Sayed", "Haddad", "Khalil", "Mansour"],
    ),
    origin(
        3,
        &["Avin", "Berîvan", "Rojîn", "Shilan", "Zîlan"],
        &["Azad", "Baran", "Dilşad", "Rêbîn", "Soran"],
        &["Barzani", "Demirtaş", "Hawrami", "Karim", "Mahmûd", "Rashid"],
    ),
    origin(
        3,
        &["Elif", "Zeynep", "Ayşe", "Gülşah", "Büşra"],
        &["Emre", "Mert", "Çağlar", "Ömer", "Yiğit"],
        &["Aydın", "Çelik", "Kaya", "Öztürk", "Şahin", "Yıldız"],
    ),
    origin(
        4,
        &["Andreea", "Ioana", "Mălina", "Ștefania", "Bianca"],
        &["Andrei", "Ionuț", "Răzvan", "Ștefan", "Mihai"],
        &["Constantinescu", "Dumitru", "Ionescu", "Munteanu", "Popescu", "Țurcanu"],
    ),
    origin(
        4,
        &["Esmeralda", "Florica", "Rozália", "Sabrina", "Viorica"],
        &["Florin", "Ferenc", "Ladislav", "Marius", "Roberto"],
        &["Balážová", "Călin", "Horváth", "Kováč", "Lăcătuș", "Rostaș"],
    ),
    origin(
        3,
        &["Oksana", "Solomiya", "Daryna", "Zlata", "Kateryna"],
        &["Bohdan", "Oleksandr", "Taras", "Yaroslav", "Danylo"],
        &["Bondarenko", "Hrytsenko", "Kovalenko", "Lysenko", "Shevchenko", "Tkachuk"],
    ),
    origin(
        2,
        &["Gabija", "Ugnė", "Austėja"],
        &["Lukas", "Žygimantas", "Dovydas"],
        &["Jankauskas", "Kazlauskienė", "Petrauskas", "Žukauskaitė"],
    ),
    origin(
        2,
        &["Arbesa", "Elira", "Blerta"],
        &["Ardit", "Besnik", "Endrit"],
        &["Hoxha", "Krasniqi", "Përmeti", "Shehu"],
    ),
    origin(
        2,
        &["Linh", "Thảo", "Mai", "Hương"],
        &["Đức", "Minh", "Tuấn", "Quang"],
        &["Lê", "Nguyễn", "Phạm", "Trần"],
    ),
    origin(1, &["Mei", "Xinyi", "Jiayi"], &["Haoran", "Zihan", "Wei"], &["Chan", "Li", "Wong", "Zhang"]),
    origin(
        1,
        &["Kavya", "Thulasi", "Nila"],
        &["Arun", "Karthik", "Vimalan"],
        &["Rajaratnam", "Selvarajah", "Sivakumar"],
    ),
    origin(
        3,
        &["Selam", "Rahel", "Mihret"],
        &["Filmon", "Natnael", "Yonas", "Samuel"],
        &["Gebremedhin", "Haile", "Tekle", "Tesfay", "Weldu"],
    ),
    origin(
        2,
        &["Parwana", "Shabnam", "Zohra"],
        &["Farhad", "Najib", "Rahmatullah", "Wais"],
        &["Ahmadzai", "Noorzai", "Popal", "Stanikzai"],
    ),
    origin(
        2,
        &["Inês", "Beatriz", "Conceição"],
        &["João", "Tiago", "Gonçalo"],
        &["da Silva", "Fernandes", "Gonçalves", "dos Santos", "Simões"],
    ),
];

/// Short forms that children go by.
pub(super) const SHORT: &[(&str, &str)] = &[
    ("Elizabeth", "Lizzie"),
    ("Isabella", "Izzy"),
    ("Katherine", "Kat"),
    ("Charlotte", "Lottie"),
    ("Abigail", "Abi"),
    ("Jasmine", "Jas"),
    ("Thomas", "Tom"),
    ("Joshua", "Josh"),
    ("Samuel", "Sam"),
    ("Joseph", "Joe"),
    ("Benjamin", "Benji"),
    ("Daniel", "Danny"),
    ("Zachary", "Zac"),
    ("Alexander", "Xander"),
    ("Małgorzata", "Gosia"),
    ("Zuzanna", "Zuza"),
    ("Wojciech", "Wojtek"),
    ("Temitọpẹ", "Tope"),
    ("Olúwaseun", "Seun"),
    ("Babatunde", "Tunde"),
    ("Chukwuemeka", "Emeka"),
    ("Chidinma", "Chi"),
    ("Muhammad", "Mo"),
    ("Mohammed", "Mo"),
    ("Abdirahman", "Abdi"),
    ("Oleksandr", "Sasha"),
    ("Kateryna", "Katya"),
    ("Ștefania", "Ștefi"),
    ("Rahmatullah", "Rahmat"),
    ("Conceição", "São"),
    ("Esmeralda", "Esmé"),
    ("Žygimantas", "Žygis"),
];
