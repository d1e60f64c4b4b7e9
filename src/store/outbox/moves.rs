//! The batches by which receipts find their texts and move them on. They look in all cooperatives,
//! since a receipt names none; what is moved is named with its own.

use crate::store::link::BatchSql;

// What the provider's id finds comes first: it is certainly the last attempt, while our id is the same in
// all of them; an attempt before is found by the name that it had.
macro_rules! found_sql {
    ($by:literal, $join:literal) => {
        concat!(
            "select w.n, '",
            $by,
            "' as by_what, o.coop_id, o.id, o.state, o.attempts, o.failure, o.phone_id, o.notice,
                o.tongue, o.class, o.purpose, o.number, p.msisdn, c.opens_minute, c.closes_minute,
                c.promo_opens_minute, c.promo_closes_minute
            from w ",
            $join,
            " left join phone p on p.coop_id = o.coop_id and p.id = o.phone_id
            left join coop_texts c on c.coop_id = o.coop_id"
        )
    };
}
macro_rules! find_sql {
    ($source:literal) => {
        concat!(
            "with w as (",
            $source,
            ") ",
            found_sql!(
                "1 theirs",
                "join outbox o on o.provider_id = w.provider_id and o.gateway = w.gateway"
            ),
            " union all ",
            found_sql!(
                "2 ours",
                "join coop t on true
                join outbox o on o.coop_id = t.id and o.id = w.our_id and o.gateway = w.gateway"
            ),
            " union all ",
            found_sql!(
                "3 earlier",
                "join outbox o on o.earlier_id = w.provider_id
                    and o.earlier_gateway = w.gateway"
            ),
            " order by 1, 2, 3, 4"
        )
    };
}

pub(super) const BATCHES: &[BatchSql] = &[FIND_TEXTS, MOVE_TEXTS, FIND_EARLY];

/// The texts that receipts are about, by our id or by the provider's.
pub(super) const FIND_TEXTS: BatchSql = BatchSql {
    name: "FIND_TEXTS",
    sqlite: Some(find_sql!(
        "select value ->> 0 as n, value ->> 1 as gateway, value ->> 2 as our_id,
            value ->> 3 as provider_id from json_each($1)"
    )),
    postgres: Some(find_sql!(
        "select * from unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[])
            as u (n, gateway, our_id, provider_id)"
    )),
};

macro_rules! move_sql {
    ($source:literal) => {
        concat!(
            "update outbox set state = w.state, due_at = coalesce(w.due_at, outbox.due_at),
                settled_at = w.settled_at, failure = w.failure, code = w.code,
                counts_on = case when w.failure is null then outbox.counts_on end,
                sent_at = coalesce(outbox.sent_at, w.at), leased_by = null, leased_until = null,
                provider_id = case when w.state = 'waiting' then null
                    else coalesce(w.learned, outbox.provider_id) end,
                earlier_id = case when w.state = 'waiting'
                    then coalesce(w.learned, outbox.provider_id, outbox.earlier_id)
                    else outbox.earlier_id end,
                earlier_gateway = case when w.state = 'waiting' then outbox.gateway
                    else outbox.earlier_gateway end,
                repeats_n = outbox.repeats_n + w.again
            from ",
            $source,
            " where outbox.coop_id = w.coop_id and outbox.id = w.id and outbox.state = w.was
                and outbox.attempts = w.attempts returning outbox.coop_id, outbox.id,
                    outbox.trace_id"
        )
    };
}

/// Moves texts that still stand where they stood when it was decided. What she did not get counts for
/// no cap. What is tried again keeps the provider's name for the attempt that failed: the word that it has
/// arrived after all comes under that name.
pub(super) const MOVE_TEXTS: BatchSql = BatchSql {
    name: "MOVE_TEXTS",
    sqlite: Some(move_sql!(
        "(select value ->> 0 as coop_id, value ->> 1 as id, value ->> 2 as was,
            value ->> 3 as attempts, value ->> 4 as state, value ->> 5 as due_at,
            value ->> 6 as settled_at, value ->> 7 as failure, value ->> 8 as code,
            value ->> 9 as at, value ->> 10 as learned, value ->> 11 as again
            from json_each($1)) w"
    )),
    postgres: Some(move_sql!(
        "unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[], $5::text[],
            $6::bigint[], $7::bigint[], $8::text[], $9::text[], $10::bigint[], $11::text[],
            $12::bigint[])
            as w (coop_id, id, was, attempts, state, due_at, settled_at, failure, code, at, learned,
                again)"
    )),
};

/// Receipts that came too early for these names.
pub(super) const FIND_EARLY: BatchSql = BatchSql {
    name: "FIND_EARLY",
    sqlite: Some(
        "select e.provider_id, e.state, e.failure, e.code, e.lookup
        from (select value ->> 0 as gateway, value ->> 1 as provider_id from json_each($1)) w
        join early_receipt e on e.gateway = w.gateway and e.provider_id = w.provider_id",
    ),
    postgres: Some(
        "select e.provider_id, e.state, e.failure, e.code, e.lookup
        from unnest($1::text[], $2::text[]) as w (gateway, provider_id)
        join early_receipt e on e.gateway = w.gateway and e.provider_id = w.provider_id",
    ),
};
