//! Who said what: a line of a note that begins with a role or a person and a colon, `DT: ` or `Carer (Mrs Osei): `.

/// Words for a role that a line can begin with, whoever the child is.
const ROLES: &[&str] = &[
    "DT",
    "designated teacher",
    "SW",
    "social worker",
    "SSW",
    "supervising social worker",
    "carer",
    "foster carer",
    "child",
    "young person",
    "YP",
    "school",
    "head",
    "head of year",
    "teacher",
    "tutor",
    "SENCO",
    "IRO",
    "EP",
    "PA",
    "key worker",
    "parent",
    "mother",
    "father",
    "mum",
    "dad",
    "caseworker",
    "VS",
    "me",
];

/// The longest mark, in characters.
const LONGEST: usize = 48;

/// Bytes of a line up to and with the colon, where it begins with who says it: a role, a role with a name behind it,
/// or one of the roles and people known of the child.
pub fn mark(line: &str, known: &[&str]) -> Option<usize> {
    let colon = line.find(':')?;
    let (who, rest) = (line[..colon].trim(), &line[colon + 1..]);
    let ends = rest.is_empty() || rest.starts_with(char::is_whitespace);
    if who.is_empty() || !ends || who.chars().count() > LONGEST {
        return None;
    }
    let is = |role: &&str| follows(who, role).is_some_and(is_name);
    (ROLES.iter().any(is) || known.iter().any(is)).then_some(colon + 1)
}

/// What follows a role at the beginning of a text; capital letters are small ones.
fn follows<'a>(who: &'a str, role: &str) -> Option<&'a str> {
    let role = role.trim();
    let head = who.get(..role.len()).filter(|head| !head.is_empty() && head.to_lowercase() == role.to_lowercase())?;
    let rest = &who[head.len()..];
    (rest.is_empty() || rest.starts_with([' ', '('])).then_some(rest)
}

/// Nothing, words in brackets, or words that begin with a capital letter: `Mrs Osei`.
fn is_name(rest: &str) -> bool {
    let rest = rest.trim();
    let bracketed = rest.starts_with('(') && rest.ends_with(')');
    bracketed || rest.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_or_a_known_person_before_a_colon_says_it() {
        for (line, marked) in [
            ("DT: maths set is the problem", "DT:"),
            ("dt: x", "dt:"),
            ("Carer:", "Carer:"),
            ("  Carer : calm", "  Carer :"),
            ("Carer (Mrs Osei): calm", "Carer (Mrs Osei):"),
            ("Social worker D. Field: moved", "Social worker D. Field:"),
            ("B. Hart: no", "B. Hart:"),
            ("Mentor: no", "Mentor:"),
            ("Łukasz Żak: no", "Łukasz Żak:"),
            ("Carer asked for two things: a and b", ""),
            ("Carers: all of them", ""),
            ("Agreed: Friday", ""),
            ("next step: ring", ""),
            ("DT:9.15", ""),
            ("https://school", ""),
            ("9:15 rang", ""),
            (": x", ""),
            ("DT said so", ""),
            ("é: x", ""),
            ("", ""),
        ] {
            let known = ["B. Hart", "Mentor", "Łukasz Żak", "", " "];
            assert_eq!(&line[..mark(line, &known).unwrap_or(0)], marked, "{line}");
        }
        assert_eq!(mark(&format!("DT {}:", "A".repeat(60)), &[]), None);
    }
}
