//! The tree of a log, as RFC 6962 (section 2.1) builds it: hashes of leaves and nodes, the proof that a leaf is in it, the
//! proof that it has only grown. No database and no documents.
//!
//! A perfect subtree never changes once it is full. The leaf that fills it carries its hash ([`Frontier::push`]), so a log is
//! kept by adding rows alone, and a proof reads as many of them as the tree is high.

use ring::digest::{SHA256, digest};

pub type Hash = [u8; 32];

fn sha256(bytes: &[u8]) -> Hash {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest(&SHA256, bytes).as_ref());
    hash
}

/// The hash of the leaf that holds `entry`.
pub fn leaf_hash(entry: &[u8]) -> Hash {
    sha256(&[&[0], entry].concat())
}

fn node_hash(left: &Hash, right: &Hash) -> Hash {
    sha256(&[&[1], &left[..], &right[..]].concat())
}

/// The root of a tree without leaves.
pub fn empty_root() -> Hash {
    sha256(&[])
}

/// A perfect subtree: `level` 0 is a leaf, and the subtrees of a level are counted from the left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    pub level: u32,
    pub index: u64,
}

impl Place {
    /// The leaf that fills it.
    pub const fn last_leaf(self) -> u64 {
        ((self.index + 1) << self.level) - 1
    }
}

/// The perfect subtrees that a tree of this size consists of, from the left: one for each bit of the size.
pub fn peaks(size: u64) -> Vec<Place> {
    let levels = (0..u64::BITS).rev().filter(|level| size >> level & 1 == 1);
    levels
        .map(|level| Place {
            level,
            index: (size >> level) - 1,
        })
        .collect()
}

/// The right edge of a tree: all that is needed to add to it.
#[derive(Debug, Clone)]
pub struct Frontier {
    size: u64,
    /// The hashes of [`peaks`].
    peaks: Vec<Hash>,
}

impl Frontier {
    /// The edge of a tree of this size, of which `node` tells the hashes.
    pub fn of(size: u64, node: impl FnMut(Place) -> Hash) -> Self {
        Self {
            size,
            peaks: peaks(size).into_iter().map(node).collect(),
        }
    }

    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf: the hashes of all perfect subtrees that it fills, itself first, by level.
    pub fn push(&mut self, leaf: Hash) -> Vec<Hash> {
        let mut filled = vec![leaf];
        let mut top = leaf;
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                top = node_hash(&left, &top);
                filled.push(top);
            }
        }
        self.peaks.push(top);
        self.size += 1;
        filled
    }

    pub fn root(&self) -> Hash {
        let mut from_right = self.peaks.iter().rev();
        let Some(last) = from_right.next() else {
            return empty_root();
        };
        from_right.fold(*last, |right, left| node_hash(left, &right))
    }
}

/// Half of a tree of `n` leaves, `n` > 1: the largest power of two below it.
const fn half(n: u64) -> u64 {
    1 << (n - 1).ilog2()
}

/// The hash of the leaves from `from` to before `to`, where `from` begins a subtree of the whole.
fn range(from: u64, to: u64, node: &mut impl FnMut(Place) -> Hash) -> Hash {
    let n = to - from;
    if n.is_power_of_two() {
        let level = n.trailing_zeros();
        return node(Place {
            level,
            index: from >> level,
        });
    }
    let middle = from + half(n);
    let left = range(from, middle, node);
    node_hash(&left, &range(middle, to, node))
}

/// The audit path (RFC 6962, 2.1.1) of a leaf in the tree of the first `size` leaves, from the leaf upwards.
pub fn inclusion(leaf: u64, size: u64, mut node: impl FnMut(Place) -> Hash) -> Vec<Hash> {
    let (mut from, mut to) = (0, size);
    let mut path = Vec::new();
    while to - from > 1 {
        let middle = from + half(to - from);
        if leaf < middle {
            path.push(range(middle, to, &mut node));
            to = middle;
        } else {
            path.push(range(from, middle, &mut node));
            from = middle;
        }
    }
    path.reverse();
    path
}

/// The proof (RFC 6962, 2.1.2) that the tree of the first `new` leaves begins with that of the first `old`.
pub fn consistency(old: u64, new: u64, mut node: impl FnMut(Place) -> Hash) -> Vec<Hash> {
    if old == 0 || old >= new {
        return Vec::new();
    }
    let (mut from, mut to) = (0, new);
    let mut path = Vec::new();
    // Until the part is one that the old tree had whole.
    while old != to {
        let middle = from + half(to - from);
        if old <= middle {
            path.push(range(middle, to, &mut node));
            to = middle;
        } else {
            path.push(range(from, middle, &mut node));
            from = middle;
        }
    }
    // The old root itself is known to whoever asks.
    if from > 0 {
        path.push(range(from, to, &mut node));
    }
    path.reverse();
    path
}

/// The root that a leaf and its audit path lead to; `None` when the path is not as long as the size asks for
/// (RFC 9162, 2.1.3.2).
pub fn root_by_path(leaf: Hash, at: u64, size: u64, path: &[Hash]) -> Option<Hash> {
    if at >= size {
        return None;
    }
    let (mut at, mut last) = (at, size - 1);
    let mut root = leaf;
    for part in path {
        if last == 0 {
            return None;
        }
        if at & 1 == 1 || at == last {
            root = node_hash(part, &root);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            root = node_hash(&root, part);
        }
        at >>= 1;
        last >>= 1;
    }
    (last == 0).then_some(root)
}

/// Whether the proof shows that a tree of this size and root begins with the smaller one (RFC 9162, 2.1.4.2).
pub fn is_consistent(old: (u64, Hash), new: (u64, Hash), proof: &[Hash]) -> bool {
    let ((old, old_root), (new, new_root)) = (old, new);
    if old == new {
        return proof.is_empty() && old_root == new_root;
    }
    if old == 0 {
        return proof.is_empty() && old_root == empty_root();
    }
    if old > new {
        return false;
    }
    let whole = old.is_power_of_two().then_some(old_root);
    let mut parts = whole.into_iter().chain(proof.iter().copied());
    let Some(first) = parts.next() else {
        return false;
    };
    let (mut at, mut last) = (old - 1, new - 1);
    while at & 1 == 1 {
        at >>= 1;
        last >>= 1;
    }
    let (mut of_old, mut of_new) = (first, first);
    for part in parts {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            of_old = node_hash(&part, &of_old);
            of_new = node_hash(&part, &of_new);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            of_new = node_hash(&of_new, &part);
        }
        at >>= 1;
        last >>= 1;
    }
    last == 0 && of_old == old_root && of_new == new_root
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    /// The definition of RFC 6962, 2.1, word for word, from the leaves alone.
    fn by_definition(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => empty_root(),
            [one] => *one,
            _ => {
                let (left, right) = leaves.split_at(half(leaves.len() as u64) as usize);
                node_hash(&by_definition(left), &by_definition(right))
            }
        }
    }

    fn leaves(n: u64) -> Vec<Hash> {
        (0..n).map(|at| leaf_hash(&at.to_be_bytes())).collect()
    }

    /// What a log of these leaves keeps, as its rows would.
    fn kept(leaves: &[Hash]) -> HashMap<Place, Hash> {
        let mut edge = Frontier::of(0, |_| empty_root());
        let mut kept = HashMap::new();
        for (at, leaf) in (0u64..).zip(leaves) {
            for (level, hash) in (0..).zip(edge.push(*leaf)) {
                let index = at >> level;
                kept.insert(Place { level, index }, hash);
            }
        }
        kept
    }

    #[test]
    fn roots_are_those_of_the_test_vectors_of_certificate_transparency() {
        // The leaves and roots that implementations of RFC 6962 share.
        let inputs: [&[u8]; 8] = [
            b"",
            b"\x00",
            b"\x10",
            b"\x20\x21",
            b"\x30\x31",
            b"\x40\x41\x42\x43",
            b"\x50\x51\x52\x53\x54\x55\x56\x57",
            b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
        ];
        let roots = [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        let mut edge = Frontier::of(0, |_| empty_root());
        for (input, root) in inputs.iter().zip(roots) {
            edge.push(leaf_hash(input));
            let hex: String = edge.root().iter().map(|b| format!("{b:02x}")).collect();
            assert_eq!(hex, root);
        }
    }

    #[test]
    fn an_edge_gives_the_root_of_the_definition_at_every_size() {
        let leaves = leaves(70);
        let kept = kept(&leaves);
        for size in 0..=70 {
            let edge = Frontier::of(size as u64, |place| kept[&place]);
            assert_eq!(edge.root(), by_definition(&leaves[..size]));
        }
    }

    #[test]
    fn every_leaf_is_proved_in_every_tree_that_holds_it_and_nothing_else_is() {
        let leaves = leaves(40);
        let kept = kept(&leaves);
        for size in 1..=40u64 {
            let root = by_definition(&leaves[..size as usize]);
            for at in 0..size {
                let leaf = leaves[at as usize];
                let path = inclusion(at, size, |place| kept[&place]);
                assert_eq!(root_by_path(leaf, at, size, &path), Some(root));
                assert_ne!(root_by_path([7; 32], at, size, &path), Some(root));
                assert_ne!(root_by_path(leaf, at + 1, size, &path), Some(root));
                let longer = [&path[..], &[root]].concat();
                assert_eq!(root_by_path(leaf, at, size, &longer), None);
                if let Some((_, shorter)) = path.split_last() {
                    assert_ne!(root_by_path(leaf, at, size, shorter), Some(root));
                }
            }
        }
    }

    #[test]
    fn every_tree_is_proved_to_begin_with_every_smaller_one_and_with_no_other() {
        let leaves = leaves(40);
        let kept = kept(&leaves);
        let root = |size: u64| by_definition(&leaves[..size as usize]);
        for new in 0..=40u64 {
            for old in 0..=new {
                let proof = consistency(old, new, |place| kept[&place]);
                let (from, to) = ((old, root(old)), (new, root(new)));
                assert!(is_consistent(from, to, &proof), "{old} {new}");
                assert!(!is_consistent((old, [7; 32]), to, &proof));
                if old > 0 {
                    assert!(!is_consistent(from, (new, [7; 32]), &proof));
                }
                for at in 0..proof.len() {
                    let mut other = proof.clone();
                    other[at][31] ^= 1;
                    assert!(!is_consistent(from, to, &other));
                }
            }
        }
    }
}
