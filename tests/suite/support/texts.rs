//! Texts as they arrive on handsets.

use super::World;
use sahkar::domain::{CoopId, Phone};
use sahkar::seal::Place;

impl World {
    /// What arrived on handsets after the `n`-th text: its place, whose handset, and the text.
    pub(crate) async fn texts_after(&self, n: u64) -> Vec<(u64, Phone, String)> {
        let rows = self.rows(&format!("select cast(o.id as text), cast(o.phone_id as text), o.number, o.body, p.msisdn from outbox o left join phone p on p.id = o.phone_id where o.id > {n} order by o.id")).await;
        rows.into_iter()
            .map(|row| {
                let id: i64 = row[0].parse().unwrap();
                let open = |table, column, id, sealed: &str| {
                    String::from_utf8(
                        super::keys()
                            .open(
                                Place {
                                    table,
                                    column,
                                    coop: CoopId(1),
                                    row: id,
                                },
                                sealed,
                            )
                            .unwrap(),
                    )
                    .unwrap()
                };
                let body: serde_json::Value =
                    serde_json::from_str(&open("outbox", "body", id, &row[3])).unwrap();
                let number = if row[4].is_empty() {
                    open("outbox", "number", id, &row[2])
                } else {
                    open("phone", "msisdn", row[1].parse().unwrap(), &row[4])
                };
                (
                    id as u64,
                    Phone::parse(&number).unwrap(),
                    body["body"].as_str().unwrap().to_owned(),
                )
            })
            .collect()
    }
}
