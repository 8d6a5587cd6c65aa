//! Writes what the program carries into `OUT_DIR`: one style sheet, one script, the fonts, the icon
//! and text lists, each file under a name with its content's hash.
//! Does not fetch anything and does not serve anything.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const SCRIPTS: [&str; 6] = [
    "counter.js",
    "autosave.js",
    "presence.js",
    "menu.js",
    "refresh.js",
    "app.js",
];

/// FNV-1a, 64 bits: names need to differ when contents do, not to withstand anybody.
pub fn hash(bytes: &[u8]) -> String {
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    for byte in bytes {
        state = (state ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    format!("{state:016x}")
}

/// `assets.rs`: the table of embedded files, and `name::…` constants for those that pages refer to.
pub fn assets(root: &Path, vendor: &Path, out: &Path) -> Result<(), String> {
    let own = root.join("assets");
    let mut table = Table::default();
    let mut css = [
        vendor.join("ds.css"),
        vendor.join("theme.css"),
        own.join("app.css"),
    ]
    .iter()
    .map(|file| read(file))
    .collect::<Result<String, _>>()?
    .replace("@charset \"UTF-8\";", "");
    for font in ["inter-latin.woff2", "inter-latin-ext.woff2"] {
        let bytes = fs::read(vendor.join(font)).map_err(|e| format!("{font}: {e}"))?;
        let named = table.add(out, font, "font/woff2", &bytes)?;
        css = css.replace(&format!("url({font})"), &format!("url({named})"));
    }
    table.add(out, "site.css", "text/css; charset=utf-8", css.as_bytes())?;
    let script = bundle(&own)?;
    table.add(
        out,
        "site.js",
        "text/javascript; charset=utf-8",
        script.as_bytes(),
    )?;
    let icon = read(&own.join("favicon.svg"))?;
    table.add(out, "favicon.svg", "image/svg+xml", icon.as_bytes())?;
    let licences = read(&vendor.join("licences.txt"))?;
    table.add(
        out,
        "licences.txt",
        "text/plain; charset=utf-8",
        licences.as_bytes(),
    )?;
    write(&out.join("assets.rs"), &table.source())
}

#[derive(Default)]
struct Table {
    len: usize,
    rows: String,
    names: String,
}

impl Table {
    fn add(&mut self, out: &Path, name: &str, mime: &str, bytes: &[u8]) -> Result<String, String> {
        let digest = hash(bytes);
        let (stem, extension) = name.split_once('.').unwrap_or((name, "bin"));
        let hashed = format!("{stem}.{digest}.{extension}");
        self.len += 1;
        fs::write(out.join(name), bytes).map_err(|e| format!("{name}: {e}"))?;
        let _ = writeln!(
            self.rows,
            "Asset::new({hashed:?}, {mime:?}, {digest:?}, include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}\"))),"
        );
        let constant = name.replace(['.', '-'], "_").to_uppercase();
        let _ = writeln!(
            self.names,
            "pub const {constant}: &str = \"/assets/{hashed}\";"
        );
        Ok(hashed)
    }

    fn source(&self) -> String {
        format!(
            "static ASSETS: [Asset; {}] = [\n{}];\n/// Paths of the embedded files, for pages.\npub mod path {{\n{}}}\n",
            self.len, self.rows, self.names
        )
    }
}

/// Our few modules as one: imports between them go, `export` goes, and one script is one request.
fn bundle(folder: &Path) -> Result<String, String> {
    let mut whole = String::new();
    for script in SCRIPTS {
        for line in read(&folder.join(script))?.lines() {
            if !line.starts_with("import ") {
                whole.push_str(line.strip_prefix("export ").unwrap_or(line));
                whole.push('\n');
            }
        }
    }
    Ok(whole)
}

/// `icons.rs`: the drawing for each name in `assets/icons.txt`, to stand in the page's own text.
pub fn icons(root: &Path, vendor: &Path, out: &Path) -> Result<(), String> {
    let mut arms = String::new();
    for name in read(&root.join("assets/icons.txt"))?.lines() {
        let name = name.trim();
        if name.is_empty() || name.starts_with('#') {
            continue;
        }
        let drawing = read(&vendor.join("icons").join(format!("{}.svg", pascal(name))))
            .map_err(|e| format!("assets/icons.txt names an unknown icon {name:?}: {e}"))?;
        let (_, shapes) = drawing
            .split_once('>')
            .ok_or_else(|| format!("icon {name:?} is no drawing"))?;
        let _ = writeln!(
            arms,
            "{name:?} => {:?},",
            format!(
                "<svg class=\"ico\" aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 24 24\" fill=\"none\">{}",
                shapes.replace('\n', "")
            )
        );
    }
    write(
        &out.join("icons.rs"),
        &format!(
            "fn drawing(name: &str) -> &'static str {{ match name {{\n{arms}_ => \"\",\n}} }}\n"
        ),
    )
}

fn pascal(name: &str) -> String {
    name.split('-')
        .map(|part| {
            let mut letters = part.chars();
            letters.next().map_or_else(String::new, |first| {
                first.to_uppercase().chain(letters).collect()
            })
        })
        .collect()
}

/// `locales.rs`: every text file of both languages, so that a new one needs no list.
pub fn locales(root: &Path, out: &Path) -> Result<(), String> {
    let mut source = String::new();
    for (constant, language) in [("NB", "nb"), ("NN", "nn")] {
        let folder = root.join("locales").join(language);
        let mut names: Vec<String> = fs::read_dir(&folder)
            .map_err(|e| format!("{}: {e}", folder.display()))?
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .filter(|name| name.ends_with(".ftl"))
            .collect();
        names.sort();
        let _ = writeln!(source, "static {constant}: &[(&str, &str)] = &[");
        for name in names {
            let _ = writeln!(
                source,
                "({name:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/locales/{language}/{name}\"))),"
            );
        }
        source.push_str("];\n");
    }
    write(&out.join("locales.rs"), &source)
}

fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))
}

fn write(file: &Path, text: &str) -> Result<(), String> {
    fs::write(file, text).map_err(|e| format!("{}: {e}", file.display()))
}
