//! From the document to the file: the template and the data as the only two files that typst sees, laid out again where
//! something could not be shown, written as the standards say.

use crate::job::Job;
use crate::sheet::Sheet;
use crate::unshown;
use std::collections::BTreeSet;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::layout::{Frame, FrameItem};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

const TEMPLATE: &str = include_str!("sheet.typ");

pub fn pdf(mut job: Job) -> Result<Vec<u8>, String> {
    let mut unshown = BTreeSet::new();
    let mut uncommon = BTreeSet::new();
    job.each_text(&mut |text| {
        unshown.extend(text.chars().filter(|c| unshown::is_forbidden(*c)));
        uncommon.extend(text.chars().filter(|c| !unshown::is_common(*c)));
    });
    let mut house = House::new()?;
    house.made(&job, unshown.clone()).or_else(|_| {
        // Some scripts and standards do not go together. Nobody is to be without a file for that.
        unshown.extend(uncommon);
        house.made(&job, unshown)
    })
}

fn said(all: &[SourceDiagnostic]) -> String {
    let said: Vec<&str> = all.iter().map(|one| one.message.as_str()).collect();
    said.join("; ")
}

/// All that typst sees of the world.
struct House {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
    data: (FileId, Bytes),
}

impl House {
    fn new() -> Result<Self, String> {
        let all = typst_assets::fonts().flat_map(|font| Font::iter(Bytes::new(font)));
        let fonts: Vec<Font> = all.collect();
        let features = [Feature::A11yExtras].into_iter().collect();
        let file = |name: &str| {
            let path = VirtualPath::new(name).map_err(|e| e.to_string())?;
            Ok::<_, String>(RootedPath::new(VirtualRoot::Project, path).intern())
        };
        Ok(Self {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            template: Source::new(file("sheet.typ")?, TEMPLATE.to_owned()),
            data: (file("sheet.json")?, Bytes::new(Vec::<u8>::new())),
        })
    }

    /// The document with what cannot be shown spelled out: what is known of before, and what is found.
    fn made(&mut self, job: &Job, mut unshown: BTreeSet<char>) -> Result<Vec<u8>, String> {
        let document = loop {
            let document = self.lay_out(job, &unshown)?;
            let mut found = BTreeSet::new();
            let pages = document.pages().iter();
            pages.for_each(|page| self.without_glyph(&page.frame, &mut found));
            if found.is_subset(&unshown) {
                break document;
            }
            unshown.extend(found);
        };
        let (year, month, day, hour, minute, second) = job.made_at;
        let made_at = Datetime::from_ymd_hms(year, month, day, hour, minute, second);
        let made_at = made_at.ok_or("there is no such time")?;
        let standards = [PdfStandard::Ua_1, PdfStandard::A_2a];
        let options = PdfOptions {
            creator: Smart::Custom(Some("Høring".to_owned())),
            timestamp: Some(Timestamp::new_utc(made_at)),
            standards: PdfStandards::new(&standards).map_err(|e| e.message().to_string())?,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options).map_err(|all| said(&all))
    }

    fn lay_out(&mut self, job: &Job, unshown: &BTreeSet<char>) -> Result<PagedDocument, String> {
        let mut job = job.clone();
        unshown::spell_out(&mut job, unshown);
        let data = serde_json::to_vec(&Sheet::of(job)).map_err(|e| e.to_string())?;
        self.data.1 = Bytes::new(data);
        typst::compile(&*self).output.map_err(|all| said(&all))
    }

    /// The characters of the pages that have no glyph.
    fn without_glyph(&self, frame: &Frame, found: &mut BTreeSet<char>) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.without_glyph(&group.frame, found),
                FrameItem::Text(text) => {
                    for glyph in text.glyphs.iter().filter(|glyph| glyph.id == 0) {
                        let range = usize::from(glyph.range.start)..usize::from(glyph.range.end);
                        self.lacking(text.text.get(range).unwrap_or_default(), found);
                    }
                }
                _ => {}
            }
        }
    }

    /// What of a letter with its marks no font has; where it is that no font has all of it, its marks.
    fn lacking(&self, letter: &str, found: &mut BTreeSet<char>) {
        let has = |c: char| {
            let mut fonts = self.fonts.iter();
            fonts.any(|font| font.info().coverage.contains(u32::from(c)))
        };
        match letter.chars().all(has) {
            false => found.extend(letter.chars().filter(|c| !has(*c))),
            true if letter.chars().count() > 1 => found.extend(letter.chars().skip(1)),
            true => {}
        }
    }
}

impl World for House {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        match id == self.template.id() {
            true => Ok(self.template.clone()),
            false => Err(FileError::AccessDenied),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match id == self.data.0 {
            true => Ok(self.data.1.clone()),
            false => Err(FileError::AccessDenied),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
