//! Rotating the master key for texts: outgoing and incoming ones that are still kept, and entries that wait
//! for a woman's yes.

use crate::core::domain::{CoopId, PhoneId};
use crate::seal::SealedCell;
use crate::store::db::conn::{Sql, args, statements};
use crate::store::sms::inbox::{body_place, question_place};
use crate::store::sms::outbox::{shared_place, text_place};
use crate::store::{Core, Error};

/// Rows read at a time, because there may be very many texts.
const PART: i64 = 500;

statements! {
    LIST_SENT_BODIES = "select id, body from outbox
        where coop_id = $1 and id > $2 and body is not null order by id limit $3";
    RESEAL_SENT_BODY = "update outbox set body = $3
        where coop_id = $1 and id = $2 and body is not null";
    LIST_SENT_NUMBERS = "select id, number from outbox
        where coop_id = $1 and id > $2 and number is not null order by id limit $3";
    RESEAL_SENT_NUMBER = "update outbox set number = $3 where coop_id = $1 and id = $2";
    /// All texts of an announcement are sealed for the same cell; the sealed body itself tells them apart.
    LIST_SHARED_BODIES = "select announcement_id, body from announcement_text
        where coop_id = $1 and body is not null order by announcement_id, lang, private";
    RESEAL_SHARED_BODY = "update announcement_text set body = $3
        where coop_id = $1 and announcement_id = $2 and body = $4";
    LIST_HEARD_BODIES = "select id, body from inbox
        where coop_id = $1 and id > $2 and body is not null order by id limit $3";
    RESEAL_HEARD_BODY = "update inbox set body = $3
        where coop_id = $1 and id = $2 and body is not null";
    LIST_HELD = "select phone_id, held from text_question
        where coop_id = $1 and phone_id > $2 and held is not null order by phone_id limit $3";
    RESEAL_HELD = "update text_question set held = $3
        where coop_id = $1 and phone_id = $2 and held is not null";
}

/// A sealed column: how its rows are listed by id, how one is written, and its cell.
struct SealedColumn {
    list: Sql,
    write: Sql,
    place: fn(CoopId, i64) -> SealedCell,
}

const COLUMNS: [SealedColumn; 4] = [
    SealedColumn {
        list: LIST_SENT_BODIES,
        write: RESEAL_SENT_BODY,
        place: |coop, id| text_place("body", coop, id),
    },
    SealedColumn {
        list: LIST_SENT_NUMBERS,
        write: RESEAL_SENT_NUMBER,
        place: |coop, id| text_place("number", coop, id),
    },
    SealedColumn {
        list: LIST_HEARD_BODIES,
        write: RESEAL_HEARD_BODY,
        place: body_place,
    },
    SealedColumn {
        list: LIST_HELD,
        write: RESEAL_HELD,
        place: |coop, phone| question_place(coop, PhoneId(phone)),
    },
];

impl Core {
    /// Seals texts again; returns how many columns.
    pub(in crate::store) async fn rekey_texts(&self, coop: CoopId) -> Result<u64, Error> {
        let mut resealed = self.rekey_announcements(coop).await?;
        for column in &COLUMNS {
            resealed += self.rekey_column(coop, column).await?;
        }
        Ok(resealed)
    }

    async fn rekey_column(&self, coop: CoopId, column: &SealedColumn) -> Result<u64, Error> {
        let (mut resealed, mut after) = (0, 0);
        loop {
            let mut link = self.read().await?;
            let rows: Vec<(i64, String)> =
                link.all(column.list, args![coop.0, after, PART]).await?;
            drop(link);
            let Some((last, _)) = rows.last() else {
                return Ok(resealed);
            };
            after = *last;
            for (id, sealed) in rows {
                if self.keys.is_of_old_key(&sealed) {
                    let anew = self.reseal((column.place)(coop, id), &sealed)?;
                    resealed += self
                        .write_one(column.write, args![coop.0, id, anew])
                        .await?;
                }
            }
        }
    }

    async fn rekey_announcements(&self, coop: CoopId) -> Result<u64, Error> {
        let mut resealed = 0;
        let mut link = self.read().await?;
        // There are only a few bodies for each announcement, and announcements are few.
        let rows: Vec<(i64, String)> = link.all(LIST_SHARED_BODIES, args![coop.0]).await?;
        drop(link);
        for (id, sealed) in rows {
            if self.keys.is_of_old_key(&sealed) {
                let anew = self.reseal(shared_place(coop, id), &sealed)?;
                let args = args![coop.0, id, anew, sealed];
                resealed += self.write_one(RESEAL_SHARED_BODY, args).await?;
            }
        }
        Ok(resealed)
    }
}
