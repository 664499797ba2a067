//! What stands around every screen: header, notice, footer.

use crate::app::keys::Binding;
use crate::app::screen::Name;
use crate::app::{Model, dashboard, global, note, record};
use crate::ui::{parts, theme};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Draws two rows: what file, which day, how old the data is; what is not known.
pub fn header(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let today = model.today().format("%a %-d %b %Y");
    let demo = if model.demo { "  DEMO: invented children" } else { "" };
    let text = format!("Lookout  {}  {today} {}{demo}", model.file, model.now.format("%H:%M"));
    frame.render_widget(Line::styled(parts::fit(&text, area.width.into()), theme::strong()), area);
}

/// Draws what was done or went wrong.
pub fn notice(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let text = match (&model.failure, &model.toast) {
        (Some(failure), _) => format!("x  {} {} (esc dismisses)", failure.what, failure.hint),
        (None, Some(toast)) => format!("ok  {toast}"),
        (None, None) => return,
    };
    frame.render_widget(Line::raw(parts::cut(&text, area.width.into())), area);
}

/// Draws the hints of the top screen and the global ones.
pub fn footer(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let mut hints = match model.top().name() {
        Name::Dashboard => hints(dashboard::KEYS),
        Name::Record => hints(record::KEYS),
        Name::Note => return frame.render_widget(Line::from(hints(note::KEYS)), area),
    };
    hints.extend(self::hints(global::KEYS));
    frame.render_widget(Line::from(hints), area);
}

fn hints<M>(table: &'static [Binding<M>]) -> Vec<Span<'static>> {
    let rows = table.iter().filter_map(|row| Some((row.keys.first()?, row.hint?)));
    rows.flat_map(|(key, hint)| [Span::styled(key.to_string(), theme::strong()), format!(" {hint}  ").into()]).collect()
}
