"""Makes the invented exports of this folder: python3 make.py"""
import datetime
import zipfile
from xml.sax.saxutils import escape


class serial:
    """A day of November 2026 as a spreadsheet counts it."""

    def __init__(self, day):
        self.number = (datetime.date(2026, 11, int(day)) - datetime.date(1899, 12, 30)).days


def cell(place, value):
    if isinstance(value, serial):
        return f'<c r="{place}" s="1"><v>{value.number}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def sheet(rows, merged):
    text = ""
    for r, row in enumerate(rows, 1):
        cells = "".join(cell(f"{chr(65 + c)}{r}", v) for c, v in enumerate(row) if v is not None)
        text += f'<row r="{r}">{cells}</row>'
    areas = "".join(f'<mergeCell ref="{area}"/>' for area in merged)
    areas = f'<mergeCells count="{len(merged)}">{areas}</mergeCells>' if merged else ""
    return f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{text}</sheetData>{areas}</worksheet>'


HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def book(file, name, rows, merged):
    names = ["About", name]
    parts = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/>'
        + "".join(f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{TYPE}.worksheet+xml"/>' for n in (1, 2))
        + "</Types>",
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        + "".join(f'<sheet name="{n}" sheetId="{i}" r:id="rId{i}"/>' for i, n in enumerate(names, 1))
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in (1, 2))
        + f'<Relationship Id="rId3" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": sheet([["Invented data"], ["No child in it exists"]], []),
        "xl/worksheets/sheet2.xml": sheet(rows, merged),
    }
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        for part, text in parts.items():
            zipped.writestr(zipfile.ZipInfo(part, (2026, 11, 22, 0, 0, 0)), text)


L="ABCDEFGHJKLMNPQRTUVWXYZ"
def upn(d): return L[sum(int(c)*w for c,w in zip(d,range(2,14)))%23]+d
kids=[("P-1001","Ottoline","Quill","2012-03-04","Year 10"),("P-1002","Barnaby","Thistle","2014-07-19","Year 7"),("P-1003","Zoë","Marrow","2011-11-30","Year 10"),("P-1004","Idris","Fennel","2016-01-22","Year 6"),("P-1005","Ivy","Fennel","2018-05-09","Year 4")]
U={k[0]:upn("80120000%04d"%(2000+i*37)) for i,k in enumerate(kids)}
open("children.csv","w").write("child_id,forename,surname,dob,upn\n"+"".join(f"{i},{f},{s},{d},{U[i]}\n" for i,f,s,d,_ in kids))
days=["16","17","18","19","20"]
codes={"P-1001":"/\\/\\I I /\\/\\".replace(" ",""),"P-1002":"NN/\\/\\OO/\\","P-1003":"//////////","P-1004":"L\\/\\/\\/U/\\","P-1005":"EEEEE/\\/\\/"[:10]}
for k in codes: assert len(codes[k])==10,(k,codes[k])
# 1 long, title rows
r="Harbour Call,,,,,,,\nDaily attendance 16/11/2026 to 17/11/2026,,,,,,,\n,,,,,,,\nLAC ID,UPN,Pupil Name,Year Group,Session Date,AM/PM,Mark,Collected by\n"
for k in kids:
    for di,d in enumerate(days[:2]):
        for h,hn in enumerate(("AM","PM")):
            r+=f'{k[0]},{U[k[0]]},"{k[2]}, {k[1]}",{k[4]},{d}/11/2026,{hn},{codes[k[0]][2*di+h]},phone\n'
open("harbour-call.csv","w").write(r)
# 2 ePEP
r="Mosaic ID,Forename,Surname,Date of Birth,NCY,Academic Year,PEP Term,Next PEP,Date of last PEP,PEP Status,PEP RAG,Att %\n"
rows=[("2026/2027","Autumn Term","18 Dec 2026","2-Nov-2026","Complete","Green"),("2026/2027","Autumn Term","04 Dec 2026","","In progress","Not rated"),("2026/2027","Autumn Term","11 Dec 2026","13-Oct-2026","Submitted","Amber"),("2026/2027","Autumn Term","27 Nov 2026","TBC","Not started",""),("2026/2027","Autumn Term","18 Dec 2026","20-Oct-2026","Complete","Gold")]
for i,(k,p) in enumerate(zip(kids,rows)):
    d=k[3].split("-"); r+=",".join((k[0],k[1],k[2],f"{d[2]}/{d[1]}/{d[0]}",k[4],*p,str(90+i)+".5"))+"\n"
open("penhallow-epep.csv","w",encoding="cp1252",newline="").write(r.replace("\n","\r\n"))
# 3 a workbook: title rows, a merged header, a column a session
top = ["Pupil ref", "Pupil", "School URN"] + sum(([serial(d), None] for d in days), []) + ["Attendance"]
low = [None] * 3 + ["AM", "PM"] * 5 + ["%"]
rows = [["Tidewater Learning"], ["Weekly register"], [], top, low]
rows += [[k[0], k[1] + " " + k[2], "100001", *codes[k[0]], 87.5] for k in kids]
merged = ["A1:D1", "A4:A5", "B4:B5", "C4:C5", "D4:E4", "F4:G4", "H4:I4", "J4:K4", "L4:M4"]
book("tidewater-register.xlsx", "Register", rows, merged)
# 6 a workbook: a marks string of three weeks, the day in a cell of dates, behind a cover sheet
rows = [["Case reference", "Pupil", "Marks from", "Marks"]]
rows += [[k[0], k[1] + " " + k[2], serial("02"), "/\\" * 5 + "##" * 5 + codes[k[0]]] for k in kids]
book("larch-marks.xlsx", "Marks", rows, [])
# 4 a column a day, UPN only, both codes in a cell
r="Pupil Name,UPN,"+",".join(f"2026-11-{d}" for d in days)+",Total\n"
for k in kids:
    c=codes[k[0]]
    cells=[c[2*i:2*i+2] for i in range(5)]
    r+=f'"{k[2]}, {k[1]}",{U[k[0]]},'+",".join(cells)+",10\n"
open("brightline-days.csv","w").write(r)
# 5 suspensions, tabs, words
r="Kestrel Inclusion\tSuspensions and exclusions this term\nUnique Pupil Number\tPupil\tType of Exclusion\tStart Date\tEnd Date\tSessions Lost\tReason Code\tReintegration Meeting\n"
for k,t,s,e,n,c,m in [(kids[4],"Fixed Term","16 November 2026","18 November 2026","5","PP","19 November 2026"),(kids[0],"Fixed Term","5 October 2026","5 October 2026","2","DB",""),(kids[2],"Permanent Exclusion","12 October 2026","","","PA","")]:
    r+="\t".join((U[k[0]],f"{k[1]} {k[2]}",t,s,e,n,c,m))+"\n"
open("kestrel-suspensions.tsv","w").write(r)
