//! Our own layouts: a column for each field of a kind, under the field's own name.

use crate::domain::kind::{Kind, KindSpec, spec};
use crate::import::layouts::{Column, Form, Layout, column, filled};

/// The plain layout of a kind.
pub(super) const fn layout(kind: Kind) -> Layout {
    let spec = spec(kind);
    Layout { name: spec.name, kind, child: if spec.of_child { Some("child_id") } else { None }, form: Form::Plain }
}

/// A column for each plain field.
pub(super) fn columns(spec: &KindSpec) -> Vec<Column> {
    let plain = spec.fields.iter().filter(|field| field.plain);
    plain
        .map(|field| {
            let column = column(field.name, field.name);
            if field.must { filled(column) } else { column }
        })
        .collect()
}
