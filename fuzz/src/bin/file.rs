//! A file as it is sent: looked into as an attachment, and read as a form that comes back and as a draft to set up.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::io::Cursor;

fuzz_target!(|bytes: &[u8]| {
    // What lies in memory is always read: an `Err` would be the disk's.
    let _ = hoering::attachments::inspect(&mut Cursor::new(bytes)).expect("memory is read");
    let _ = hoering::word::read(bytes);
    let _ = hoering::setup::read_word(bytes);
});
