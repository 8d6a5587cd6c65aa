//! The files answer as files that never change should.

use std::io::Read;

use actix_web::test::TestRequest;

use super::*;

fn answer(path: &str, headers: &[(&str, &str)]) -> HttpResponse {
    let mut request = TestRequest::default();
    for (name, value) in headers {
        request = request.insert_header((*name, *value));
    }
    let name = path.trim_start_matches("/assets/").to_owned();
    futures_util::FutureExt::now_or_never(asset(request.to_http_request(), name.into())).unwrap()
}

fn header(response: &HttpResponse, name: &str) -> String {
    let value = response.headers().get(name);
    value.map_or_else(String::new, |value| value.to_str().unwrap().to_owned())
}

#[test]
fn a_file_may_be_kept_for_ever_and_is_not_sent_twice() {
    let first = answer(path::SITE_CSS, &[]);
    assert_eq!(first.status(), 200);
    assert_eq!(header(&first, "cache-control"), FOR_EVER);
    assert_eq!(header(&first, "content-type"), "text/css; charset=utf-8");
    let tag = header(&first, "etag");
    let again = answer(path::SITE_CSS, &[("if-none-match", &tag)]);
    assert_eq!(again.status(), 304);
    assert_eq!(header(&again, "etag"), tag);
}

#[test]
fn the_best_coding_that_is_accepted_is_used() {
    let coding = |accept: &str| {
        header(
            &answer(path::SITE_JS, &[("accept-encoding", accept)]),
            "content-encoding",
        )
    };
    assert_eq!(coding("gzip, deflate, br"), "br");
    assert_eq!(coding("gzip"), "gzip");
    assert_eq!(coding("br;q=0, gzip;q=0.5"), "gzip");
    assert_eq!(coding("identity"), "");
    let font = answer(path::INTER_LATIN_WOFF2, &[("accept-encoding", "br")]);
    assert_eq!(header(&font, "content-encoding"), "");
}

#[test]
fn each_coding_has_its_own_tag() {
    let tags = ["br", "gzip", ""].map(|accept| {
        header(
            &answer(path::SITE_CSS, &[("accept-encoding", accept)]),
            "etag",
        )
    });
    assert!(tags[0] != tags[1] && tags[1] != tags[2] && tags[0] != tags[2]);
}

#[test]
fn what_is_packed_comes_out_as_it_was() {
    for asset in ASSETS.iter().filter(|asset| asset.compressible()) {
        let mut unpacked = Vec::new();
        let gzip = asset.body(Coding::Gzip);
        flate2::read::GzDecoder::new(gzip)
            .read_to_end(&mut unpacked)
            .unwrap();
        assert!(unpacked == asset.bytes, "{}", asset.name);
        unpacked.clear();
        let packed = asset.body(Coding::Brotli);
        brotli::Decompressor::new(packed, 4096)
            .read_to_end(&mut unpacked)
            .unwrap();
        assert!(unpacked == asset.bytes, "{}", asset.name);
    }
}

#[test]
fn an_unknown_name_is_not_found() {
    assert_eq!(answer("/assets/site.css", &[]).status(), 404);
}

#[test]
fn the_style_sheet_asks_for_nothing_from_elsewhere_and_knows_the_fonts_by_their_names() {
    let css = std::str::from_utf8(
        find(path::SITE_CSS.trim_start_matches("/assets/"))
            .unwrap()
            .bytes,
    )
    .unwrap();
    assert!(!css.contains("@import") && !css.contains("url(http") && !css.contains("url(\"http"));
    for font in [path::INTER_LATIN_WOFF2, path::INTER_LATIN_EXT_WOFF2] {
        assert!(css.contains(&format!("url({})", font.trim_start_matches("/assets/"))));
    }
}

#[test]
fn every_icon_that_a_template_names_is_drawn() {
    let mut folders = vec![std::path::PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/src"
    ))];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let file = entry.path();
            if file.is_dir() {
                folders.push(file);
            } else if file
                .extension()
                .is_some_and(|extension| extension == "html")
            {
                for rest in std::fs::read_to_string(&file)
                    .unwrap()
                    .split("icon(\"")
                    .skip(1)
                {
                    let name = rest.split('"').next().unwrap();
                    assert!(
                        drawing(name).starts_with("<svg"),
                        "{}: {name}",
                        file.display()
                    );
                }
            }
        }
    }
}
