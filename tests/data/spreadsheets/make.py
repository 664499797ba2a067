"""Makes the spreadsheets of this folder: python3 -m pip install openpyxl xlwt odfpy; python3 make.py"""
import datetime

import openpyxl
import xlwt
from odf import opendocument, table, text

day = datetime.date(2012, 5, 1)
monday = datetime.date(2026, 9, 7)
SHEETS = {
    "Children": [
        ["Children known to the virtual school"],
        ["Printed", datetime.date(2026, 9, 1)],
        [],
        ["child_id", "forename", "surname", "dob", "nc_year", "cohort"],
        [7, "Zoë", "Lark", day, 9, "LAC"],
        [8, "Bo", "Moor", "01/02/2011", 10, None],
    ],
    "Weeks": [
        ["child_id", "week_commencing", "marks"],
        [7, monday, "/ \\ / \\ / \\ / \\ / \\"],
        [8, monday, "O O / \\ / \\ / \\ / \\"],
    ],
    "Notes": [["Invented data."]],
}

book = openpyxl.Workbook()
book.remove(book.active)
old = xlwt.Workbook()
dated = xlwt.easyxf(num_format_str="DD/MM/YYYY")
open_book = opendocument.OpenDocumentSpreadsheet()
for name, rows in SHEETS.items():
    new_sheet, old_sheet, open_sheet = book.create_sheet(name), old.add_sheet(name), table.Table(name=name)
    for r, row in enumerate(rows):
        open_row = table.TableRow()
        for c, value in enumerate(row):
            new_sheet.cell(r + 1, c + 1, value)
            is_date = isinstance(value, datetime.date)
            if value is not None:
                old_sheet.write(r, c, value, dated if is_date else xlwt.Style.default_style)
            if is_date:
                cell = table.TableCell(valuetype="date", datevalue=value.isoformat())
            elif isinstance(value, int):
                cell = table.TableCell(valuetype="float", value=value)
            elif value is None:
                cell = table.TableCell()
            else:
                cell = table.TableCell(valuetype="string")
            if value is not None:
                cell.addElement(text.P(text=value.strftime("%d/%m/%y") if is_date else str(value)))
            open_row.addElement(cell)
        open_sheet.addElement(open_row)
    open_book.spreadsheet.addElement(open_sheet)
book.save("office.xlsx")
old.save("old.xls")
open_book.save("open.ods")
