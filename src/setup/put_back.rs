//! What was changed in a working copy while it waited for its day, and can be changed no more once that day has come: no page has
//! a control for it then. It is put back to what is published, and told of; everything else of the working copy stays.

use super::manuscript::{Group, Line, Manuscript, PutBack};
use crate::consultations::Consultation;

/// `has_waited` says that it was begun before `old` was published, when there was a control for everything.
pub fn put_back(m: &mut Manuscript, old: &Consultation, has_waited: bool) {
    let fixed = Manuscript::of_fixed(old);
    if m.published_on != fixed.published_on {
        let was = std::mem::replace(&mut m.published_on, fixed.published_on);
        tell(m, "/published_on".to_owned(), was);
    }
    if m.kind != fixed.kind {
        let was = std::mem::replace(&mut m.kind, fixed.kind);
        tell(m, "/kind".to_owned(), was);
    }
    if m.deadline_on != fixed.deadline_on {
        let was = std::mem::replace(&mut m.deadline_on, fixed.deadline_on);
        // Later it is moved by itself; whoever has written another is told then (`tell_of_deadline`).
        if has_waited {
            tell(m, "/deadline_on".to_owned(), was);
        }
    }
    groups(m, fixed.groups);
}

/// The deadline of what is published is moved by itself: whoever writes another into a working copy is told so.
pub fn tell_of_deadline(m: &mut Manuscript, old: &Consultation) {
    let was = m.deadline_on.clone();
    if was != Manuscript::of_fixed(old).deadline_on {
        tell(m, "/deadline_on".to_owned(), was);
    }
}

fn tell(m: &mut Manuscript, at: String, was: String) {
    m.put_back.retain(|told| told.at != at);
    m.put_back.push(PutBack { at, was });
}

/// The published groups come first, in their order; what was added to them stays, and so do new ones.
fn groups(m: &mut Manuscript, published: Vec<Group>) {
    let mut left = std::mem::take(&mut m.groups);
    for (n, old) in published.into_iter().enumerate() {
        let now = find(&left, &old).map(|at| left.remove(at));
        let now = now.unwrap_or_default();
        if is_whole(&now, &old) {
            m.groups.push(now);
            continue;
        }
        let is_renamed = now.name.nb != old.name.nb;
        if is_renamed || !old.lines.iter().all(|line| has(&now, line)) {
            let was = if is_renamed { now.name.nb.as_str() } else { "" };
            tell(m, format!("/groups/{n}"), was.to_owned());
        }
        m.groups.push(restored(now, old));
    }
    m.groups.append(&mut left);
}

/// What became of a published group: it stands as it was, or has some of its lines, or at least its name.
fn find(groups: &[Group], old: &Group) -> Option<usize> {
    let shared = |group: &Group| {
        let lines = group.lines.iter();
        lines.filter(|line| is_text_of(old, line)).count()
    };
    let most = groups.iter().enumerate();
    let most = most.map(|(at, group)| (shared(group), at));
    let most = most.filter(|(shared, _)| *shared > 0).max();
    let most = most.map(|(_, at)| at);
    let is_called_so = |group: &Group| !old.name.nb.is_empty() && group.name.nb == old.name.nb;
    let mut all = groups.iter();
    all.position(|group| is_whole(group, old))
        .or(most)
        .or_else(|| groups.iter().position(is_called_so))
}

fn is_whole(now: &Group, old: &Group) -> bool {
    let stands = |line: &Line| {
        let mut lines = now.lines.iter().filter(|known| is_same(known, line));
        lines.any(|known| known.count == line.count)
    };
    now.name.nb == old.name.nb && old.lines.iter().all(stands)
}

fn restored(now: Group, old: Group) -> Group {
    let mut lines = now.lines;
    lines.retain(|line| !is_text_of(&old, line));
    Group {
        name: match now.name.nb == old.name.nb {
            true => now.name,
            false => old.name,
        },
        lines: old.lines.into_iter().chain(lines).collect(),
        list: now.list,
    }
}

fn is_text_of(group: &Group, line: &Line) -> bool {
    group.lines.iter().any(|known| known.text == line.text)
}

fn has(group: &Group, line: &Line) -> bool {
    group.lines.iter().any(|known| is_same(known, line))
}

/// How many a collective line stands for is counted anew while nothing is published: nobody has changed that.
fn is_same(one: &Line, other: &Line) -> bool {
    (&one.text, &one.name, &one.org_no, &one.collective)
        == (&other.text, &other.name, &other.org_no, &other.collective)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setup::manuscript::Words;

    fn group(name: &str, lines: &[&str]) -> Group {
        let line = |text: &&str| Line {
            text: (*text).to_owned(),
            ..Line::default()
        };
        Group {
            name: Words::both(name, ""),
            lines: lines.iter().map(line).collect(),
            list: None,
        }
    }

    /// The groups of a working copy over published ones, and what is told of them.
    fn over(published: &[Group], written: &[Group]) -> (Vec<Group>, Vec<(String, String)>) {
        let mut m = Manuscript {
            groups: written.to_vec(),
            ..Manuscript::default()
        };
        groups(&mut m, published.to_vec());
        let told = m.put_back.into_iter().map(|one| (one.at, one.was));
        (m.groups, told.collect())
    }

    fn told(at: &str, was: &str) -> (String, String) {
        (at.to_owned(), was.to_owned())
    }

    #[test]
    fn a_list_with_additions_alone_stays_as_it_was_written() {
        let published = [group("A", &["a1", "a2"]), group("", &["b1"])];
        let written = [
            group("A", &["new", "a1", "a2"]),
            group("", &["b1"]),
            group("", &["c1"]),
        ];
        assert_eq!(over(&published, &written), (written.to_vec(), vec![]));
    }

    #[test]
    fn what_was_renamed_and_removed_comes_back_before_what_was_added() {
        let published = [group("A", &["a1", "a2"]), group("", &["b1"])];
        let written = [group("Annet", &["a2", "new"]), group("C", &["c1"])];
        let (groups, said) = over(&published, &written);
        let expected = [
            group("A", &["a1", "a2", "new"]),
            group("", &["b1"]),
            group("C", &["c1"]),
        ];
        assert_eq!(groups, expected);
        assert_eq!(said, [told("/groups/0", "Annet"), told("/groups/1", "")]);
        assert_eq!(over(&published, &groups), (groups.clone(), vec![]), "once");
    }

    #[test]
    fn a_new_count_of_all_of_a_kind_is_no_change_of_anybodys() {
        let mut published = [group("A", &["Alle landets kommuner"])];
        let written = published.clone();
        published[0].lines[0].count = 357;
        assert_eq!(over(&published, &written), (published.to_vec(), vec![]));
    }
}
