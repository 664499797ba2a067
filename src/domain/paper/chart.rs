//! Bars as an SVG picture inside a page: no script, nothing from elsewhere, readable in black and white.

use crate::domain::visible::visible;
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

/// Groups of bars, one group a row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chart {
    /// What is shown, for those who do not see it.
    pub title: String,
    /// What each bar of a group is: at most three.
    pub series: Vec<String>,
    /// The groups, the first at the top.
    pub bars: Vec<Bars>,
    /// Values are per cent, and the scale ends at a hundred.
    pub percent: bool,
}

/// A group of bars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bars {
    /// What the group is about.
    pub label: String,
    /// A value a series, in tenths; `None` where there is nothing to draw.
    pub values: Vec<Option<i64>>,
}

/// Pixels.
const WIDTH: u32 = 760;
const LABELS: i32 = 270;
const RIGHT: i32 = 60;
const TOP: i32 = 26;
const AXIS: u32 = 24;
const BAR: i32 = 12;
const GAP: i32 = 10;
/// The shade and the border of each series: dark, light, white.
const SHADES: [RGBColor; 3] = [RGBColor(27, 58, 92), RGBColor(160, 181, 204), RGBColor(255, 255, 255)];
const INK: RGBColor = RGBColor(0, 0, 0);
const GRID: RGBColor = RGBColor(210, 210, 210);
const FONT: (&str, i32) = ("sans-serif", 13);

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Drawn<'a> = Result<(), DrawingAreaErrorKind<<SVGBackend<'a> as DrawingBackend>::ErrorType>>;

impl Chart {
    /// What it shows, in a sentence.
    pub fn words(&self) -> String {
        format!("{}: {}. The table has the same figures.", self.title, self.series.join(", "))
    }

    /// The picture; empty where it cannot be drawn.
    pub(super) fn svg(&self) -> String {
        let mut text = String::new();
        let drawn = {
            let root = SVGBackend::with_string(&mut text, (WIDTH, self.height())).into_drawing_area();
            self.draw(&root).is_ok() && root.present().is_ok()
        };
        if drawn { text } else { String::new() }
    }

    fn group(&self) -> i32 {
        BAR * i32::try_from(self.series.len()).unwrap_or(1) + GAP
    }

    fn height(&self) -> u32 {
        let rows = i32::try_from(self.bars.len()).unwrap_or(0) * self.group();
        u32::try_from(TOP + rows).unwrap_or(0) + AXIS
    }

    /// The end of the scale.
    fn most(&self) -> i64 {
        let largest = self.bars.iter().flat_map(|bars| &bars.values).flatten().max().copied().unwrap_or(0);
        if self.percent { 1000 } else { largest.max(50) }
    }

    fn draw<'a>(&self, root: &Area<'a>) -> Drawn<'a> {
        self.legend(root)?;
        let rows = f64::from(i32::try_from(self.bars.len()).unwrap_or(1) * self.group());
        let mut chart = ChartBuilder::on(root)
            .margin_top(TOP)
            .margin_right(RIGHT)
            .set_label_area_size(LabelAreaPosition::Left, LABELS)
            .set_label_area_size(LabelAreaPosition::Bottom, AXIS)
            .build_cartesian_2d(0.0..tenths(self.most()), 0.0..rows)?;
        let sign = if self.percent { "%" } else { "" };
        chart
            .configure_mesh()
            .disable_y_mesh()
            .y_labels(0)
            .x_labels(6)
            .light_line_style(WHITE)
            .bold_line_style(GRID)
            .axis_style(INK)
            .label_style(FONT)
            .x_label_formatter(&|value| format!("{value:.0}{sign}"))
            .draw()?;
        for (place, bars) in (0..).zip(&self.bars) {
            let top = place * self.group() + GAP / 2;
            let middle = TOP + top + (self.group() - GAP) / 2;
            let beside = TextStyle::from(FONT).pos(Pos::new(HPos::Right, VPos::Center));
            root.draw(&Text::new(visible(&bars.label).into_owned(), (LABELS - 8, middle), beside))?;
            for ((line, value), shade) in (0..).zip(&bars.values).zip(SHADES) {
                let Some(value) = *value else { continue };
                let (from, to) = (rows - f64::from(top + line * BAR), rows - f64::from(top + (line + 1) * BAR - 2));
                let corners = [(0.0, from), (tenths(value), to)];
                chart.draw_series([Rectangle::new(corners, shade.filled()), Rectangle::new(corners, INK)])?;
                let at = (tenths(value), f64::midpoint(from, to));
                let style = TextStyle::from(("sans-serif", 11)).pos(Pos::new(HPos::Left, VPos::Center));
                let said = format!(" {}{sign}", shown(value));
                let label = EmptyElement::at(at) + Text::new(said, (3, 0), style);
                chart.draw_series([label])?;
            }
        }
        Ok(())
    }

    fn legend<'a>(&self, root: &Area<'a>) -> Drawn<'a> {
        for ((place, series), shade) in (0..).zip(&self.series).zip(SHADES) {
            let x = LABELS + place * 150;
            let corners = [(x, 4), (x + 14, 16)];
            root.draw(&Rectangle::new(corners, shade.filled()))?;
            root.draw(&Rectangle::new(corners, INK))?;
            let style = TextStyle::from(FONT).pos(Pos::new(HPos::Left, VPos::Center));
            root.draw(&Text::new(visible(series).into_owned(), (x + 20, 10), style))?;
        }
        Ok(())
    }
}

/// A drawn length.
#[allow(clippy::cast_precision_loss, reason = "figures stay far below 2^52")]
fn tenths(value: i64) -> f64 {
    value as f64 / 10.0
}

fn shown(value: i64) -> String {
    if value % 10 == 0 { (value / 10).to_string() } else { format!("{}.{}", value / 10, value % 10) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(values: &[Option<i64>]) -> Chart {
        let bars =
            values.iter().map(|value| Bars { label: "a <b> & \"c\"\u{202e}".to_owned(), values: vec![*value; 3] });
        let series = ["now", "before", "national"].map(str::to_owned).to_vec();
        Chart { title: "rates".to_owned(), series, bars: bars.collect(), percent: true }
    }

    #[test]
    fn every_value_is_a_bar_and_nothing_else_is() {
        let bars = |values: &[Option<i64>]| chart(values).svg().matches("<rect").count();
        let empty = bars(&[None]);
        // Each bar has a shade and a border.
        assert_eq!(bars(&[Some(431)]) - empty, 6);
        assert_eq!(bars(&[Some(431), None, Some(0)]) - empty, 12);
    }

    #[test]
    fn labels_are_only_text_and_values_are_written_out() {
        let text = chart(&[Some(431), Some(1000)]).svg();
        assert!(text.starts_with("<svg ") && text.trim_end().ends_with("</svg>"), "{text}");
        assert!(!text.contains("<b>") && !text.contains('\u{202e}') && text.contains("a &lt;b&gt; &amp;"), "{text}");
        assert!(text.contains("43.1%") && text.contains("100%"), "{text}");
        for bad in ["<script", "href", "url(", "<style"] {
            assert!(!text.contains(bad), "{bad}");
        }
    }

    #[test]
    fn the_same_chart_gives_the_same_bytes() {
        assert_eq!(chart(&[Some(12), None]).svg(), chart(&[Some(12), None]).svg());
    }
}
