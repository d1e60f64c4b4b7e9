-- Reminders are marked for each kind of reader, a language and whether others read the phone: where a
-- language's template is approved late, its readers are still reminded, and nobody else twice. What was
-- marked for all is marked for each.
insert into reminded (coop_id, kind, about_id, at)
    select r.coop_id, r.kind || reader.word, r.about_id, r.at
    from reminded r
    cross join (select ' gu' as word union all select ' gu quiet'
        union all select ' hi' union all select ' hi quiet'
        union all select ' en' union all select ' en quiet') reader;
delete from reminded where kind not like '% %';
