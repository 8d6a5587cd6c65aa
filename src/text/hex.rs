//! Bytes as hexadecimal digits, in the one spelling that is used here.

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// The 32 bytes of a hash that is written whole and in small letters.
pub fn unhex(text: &str) -> Option<[u8; 32]> {
    let digit = |byte: &u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let bytes: Option<Vec<u8>> = pairs
        .iter()
        .map(|[high, low]| Some(digit(high)? << 4 | digit(low)?))
        .collect();
    bytes?.try_into().ok().filter(|_| rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_hash_in_small_letters_is_one() {
        assert_eq!(unhex(&"0f".repeat(32)), Some([15; 32]));
        assert_eq!(unhex(&hex(&[0xa5; 32])), Some([0xa5; 32]));
        assert_eq!(unhex(&"0F".repeat(32)), None);
        assert_eq!(unhex("0f"), None);
        assert_eq!(unhex(&"0".repeat(65)), None);
        assert_eq!(unhex(&"æ".repeat(32)), None);
    }
}
