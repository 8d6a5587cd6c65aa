//! The same for a package whose sums are right, so that what lies in it is reached. A line `=== name` begins each part.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn pack(text: &str) -> Option<Vec<u8>> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for part in text.split("=== ").skip(1) {
        let (name, content) = part.split_once('\n')?;
        // As OpenDocument wants its first one.
        let method = match name {
            "mimetype" => CompressionMethod::Stored,
            _ => CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default().compression_method(method);
        package.start_file(name, options).ok()?;
        package.write_all(content.trim_end().as_bytes()).ok()?;
    }
    Some(package.finish().ok()?.into_inner())
}

fuzz_target!(|bytes: &[u8]| {
    let Some(package) = pack(&String::from_utf8_lossy(bytes)) else {
        return;
    };
    let _ = hoering::attachments::inspect(&mut Cursor::new(&package)).expect("memory is read");
    let _ = hoering::word::read(&package);
    let _ = hoering::setup::read_word(&package);
});
