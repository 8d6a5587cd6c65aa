//! Two texts in one, for whoever must choose between them: nothing of either is left out.

/// Both texts in one: lines that begin or end both stand once, what differs stands twice, theirs first.
pub(super) fn merged(theirs: &str, mine: &str) -> String {
    if theirs.is_empty() || mine.is_empty() {
        return format!("{theirs}{mine}");
    }
    let (a, b): (Vec<&str>, Vec<&str>) = (theirs.split('\n').collect(), mine.split('\n').collect());
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (rest_a, rest_b) = (a.get(head..).unwrap_or(&[]), b.get(head..).unwrap_or(&[]));
    let tail = rest_a
        .iter()
        .rev()
        .zip(rest_b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    let middle_a = rest_a.get(..rest_a.len() - tail).unwrap_or(&[]);
    let middle_b = rest_b.get(..rest_b.len() - tail).unwrap_or(&[]);
    let mut lines: Vec<&str> = a.get(..head).unwrap_or(&[]).to_vec();
    lines.extend(middle_a);
    lines.extend(middle_b);
    lines.extend(rest_a.get(rest_a.len() - tail..).unwrap_or(&[]));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::merged;

    #[test]
    fn what_both_have_stands_once_and_what_differs_stands_twice() {
        assert_eq!(merged("a\nb\nc", "a\nx\nc"), "a\nb\nx\nc");
        assert_eq!(merged("a", "b"), "a\nb");
        assert_eq!(merged("a\nb", "a"), "a\nb");
        assert_eq!(merged("", "b"), "b");
        assert_eq!(merged("a\na", "a\na\na"), "a\na\na");
    }

    #[test]
    fn every_line_of_both_is_there() {
        let (theirs, mine) = ("ny\nfelles\n\nslutt", "felles\n\nmin\nslutt");
        let both = merged(theirs, mine);
        for line in theirs.lines().chain(mine.lines()) {
            assert!(both.lines().any(|l| l == line), "{line} is lost");
        }
    }
}
