//! A terminal screen as a PNG: one rectangle or letter a cell, box and block characters drawn as shapes so that
//! they line up.

use resvg::usvg::{Options, Tree};
use resvg::{tiny_skia, usvg};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

/// Pixels of a cell at scale 1; the font at 15 px advances 9.
const CELL: (u16, u16) = (9, 19);
const BASELINE: u16 = 14;
const SCALE: f32 = 2.0;

/// What a terminal makes of the colours that the program asks for.
pub(crate) struct Scheme {
    /// What such a terminal sets COLORFGBG to.
    pub(crate) colorfgbg: &'static str,
    paper: Rgb,
    ink: Rgb,
    named: [u32; 16],
}

/// As a common dark terminal shows them.
pub(crate) const DARK: Scheme = Scheme {
    colorfgbg: "15;0",
    paper: Rgb(0x16, 0x18, 0x1d),
    ink: Rgb(0xd8, 0xd8, 0xd2),
    named: [
        0x0016_181d,
        0x00e0_6c75,
        0x0098_c379,
        0x00e5_c07b,
        0x0061_afef,
        0x00c6_78dd,
        0x0056_b6c2,
        0x00ab_b2bf,
        0x0076_7d8a,
        0x00ff_7b86,
        0x00b1_e18b,
        0x00ff_d68a,
        0x0079_c2ff,
        0x00e0_90f5,
        0x006f_d3df,
        0x00ff_ffff,
    ],
};

/// On white with xterm's own colours, of which the bright ones are the hardest to read there.
pub(crate) const LIGHT: Scheme = Scheme {
    colorfgbg: "0;15",
    paper: Rgb(0xff, 0xff, 0xff),
    ink: Rgb(0x00, 0x00, 0x00),
    named: [
        0x0000_0000,
        0x00cd_0000,
        0x0000_cd00,
        0x00cd_cd00,
        0x0000_00ee,
        0x00cd_00cd,
        0x0000_cdcd,
        0x00e5_e5e5,
        0x007f_7f7f,
        0x00ff_0000,
        0x0000_ff00,
        0x00ff_ff00,
        0x005c_5cff,
        0x00ff_00ff,
        0x0000_ffff,
        0x00ff_ffff,
    ],
};

#[derive(Clone, Copy, PartialEq, Eq)]
struct Rgb(u8, u8, u8);

impl Scheme {
    fn colour(&self, colour: vt100::Color, otherwise: Rgb) -> Rgb {
        match colour {
            vt100::Color::Default => otherwise,
            vt100::Color::Rgb(r, g, b) => Rgb(r, g, b),
            vt100::Color::Idx(n) => self.named.get(usize::from(n)).map_or(otherwise, |named| {
                let [_, r, g, b] = named.to_be_bytes();
                Rgb(r, g, b)
            }),
        }
    }

    fn dimmed(&self, ink: Rgb) -> Rgb {
        let half = |ink: u8, paper: u8| u8::try_from((u16::from(ink) * 6 + u16::from(paper) * 4) / 10).unwrap_or(ink);
        Rgb(half(ink.0, self.paper.0), half(ink.1, self.paper.1), half(ink.2, self.paper.2))
    }
}

impl Rgb {
    fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// Draws a screen into a PNG file.
pub(crate) fn save(screen: &vt100::Screen, scheme: &Scheme, path: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let mut options = Options { font_family: "JetBrains Mono".into(), ..Options::default() };
    let fonts = Arc::make_mut(&mut options.fontdb);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shots/fonts");
    for font in ["JetBrainsMono-Regular.ttf", "JetBrainsMono-Bold.ttf", "DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf"]
    {
        fonts.load_font_data(std::fs::read(folder.join(font))?);
    }
    let tree = Tree::from_str(&svg(screen, scheme), &options)?;
    let size = tree.size().to_int_size().scale_by(SCALE).ok_or("no size")?;
    let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height()).ok_or("no pixels")?;
    resvg::render(&tree, usvg::Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    Ok(pixels.save_png(path)?)
}

fn svg(screen: &vt100::Screen, scheme: &Scheme) -> String {
    let (rows, columns) = screen.size();
    let (width, height) = (columns.get() * CELL.0, rows.get() * CELL.1);
    let mut svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}' shape-rendering='crispEdges'>\
         <rect width='{width}' height='{height}' fill='{}'/>",
        scheme.paper.hex()
    );
    for row in 0..rows.get() {
        for column in 0..columns.get() {
            if let Some(cell) = screen.cell(row, column) {
                let cursor = !screen.hide_cursor() && screen.cursor_position() == (row, column);
                draw(&mut svg, scheme, (cell, cursor), (column * CELL.0, row * CELL.1));
            }
        }
    }
    svg.push_str("</svg>");
    svg
}

fn draw(svg: &mut String, scheme: &Scheme, (cell, cursor): (&vt100::Cell, bool), (x, y): (u16, u16)) {
    let mut ink = scheme.colour(cell.fgcolor(), scheme.ink);
    let mut paper = scheme.colour(cell.bgcolor(), scheme.paper);
    if cell.dim() {
        ink = scheme.dimmed(ink);
    }
    if cell.inverse() {
        std::mem::swap(&mut ink, &mut paper);
    }
    let width = if cell.is_wide() { 2 * CELL.0 } else { CELL.0 };
    if paper != scheme.paper {
        rect(svg, (x, y, width, CELL.1), paper);
    }
    if cursor {
        rect(svg, (x, y + CELL.1 - 2, width, 2), scheme.ink);
    }
    if cell.underline() {
        rect(svg, (x, y + CELL.1 - 3, width, 1), ink);
    }
    let text = cell.contents();
    let Some(first) = text.chars().next() else { return };
    match first {
        ' ' => {}
        '\u{2500}'..='\u{257f}' => lines(svg, first, (x, y), ink),
        '\u{2581}'..='\u{2588}' => {
            let eighths = u16::try_from(u32::from(first) - 0x2580).unwrap_or(8);
            let height = CELL.1 * eighths / 8;
            rect(svg, (x, y + CELL.1 - height, CELL.0, height), ink);
        }
        _ => letter(svg, text, (x, y), (ink, cell.bold())),
    }
}

fn letter(svg: &mut String, text: &str, (x, y): (u16, u16), (ink, bold): (Rgb, bool)) {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('\'', "&#39;");
    let weight = if bold { "bold" } else { "normal" };
    let _ = write!(
        svg,
        "<text x='{x}' y='{}' font-family='JetBrains Mono, DejaVu Sans Mono' font-size='15' font-weight='{weight}' \
         shape-rendering='auto' font-variant-ligatures='none' fill='{}'>{escaped}</text>",
        y + BASELINE,
        ink.hex()
    );
}

fn rect(svg: &mut String, (x, y, width, height): (u16, u16, u16, u16), fill: Rgb) {
    let _ = write!(svg, "<rect x='{x}' y='{y}' width='{width}' height='{height}' fill='{}'/>", fill.hex());
}

/// The arms of a box-drawing character: left, right, up, down. Heavy and double lines are drawn single.
fn arms(c: char) -> (bool, bool, bool, bool) {
    match c {
        '─' | '━' | '═' | '╌' | '┄' => (true, true, false, false),
        '│' | '┃' | '║' | '┆' => (false, false, true, true),
        '┌' | '╭' | '┏' | '╔' => (false, true, false, true),
        '┐' | '╮' | '┓' | '╗' => (true, false, false, true),
        '└' | '╰' | '┗' | '╚' => (false, true, true, false),
        '┘' | '╯' | '┛' | '╝' => (true, false, true, false),
        '├' | '┣' | '╠' => (false, true, true, true),
        '┤' | '┫' | '╣' => (true, false, true, true),
        '┬' | '┳' | '╦' => (true, true, false, true),
        '┴' | '┻' | '╩' => (true, true, true, false),
        _ => (true, true, true, true),
    }
}

fn lines(svg: &mut String, c: char, (x, y): (u16, u16), ink: Rgb) {
    let (middle, centre) = (CELL.0 / 2, CELL.1 / 2);
    let (left, right, up, down) = arms(c);
    if left {
        rect(svg, (x, y + centre, middle + 1, 1), ink);
    }
    if right {
        rect(svg, (x + middle, y + centre, CELL.0 - middle, 1), ink);
    }
    if up {
        rect(svg, (x + middle, y, 1, centre + 1), ink);
    }
    if down {
        rect(svg, (x + middle, y + centre, 1, CELL.1 - centre), ink);
    }
}
