//! Serves the same bytes from memory: a process of its own, so that its CPU time can be told apart.

use actix_web::{App, HttpResponse, HttpServer, web};

/// The command-line argument that turns the bench into this server.
pub const ARGUMENT: &str = "memory-server";

pub fn run(page_bytes: usize) -> std::io::Result<()> {
    let page = web::Bytes::from(vec![b'a'; page_bytes]);
    actix_web::rt::System::new().block_on(async move {
        let server = HttpServer::new(move || {
            let page = page.clone();
            App::new().default_service(web::to(move || {
                let page = page.clone();
                async move { HttpResponse::Ok().content_type("text/html").body(page) }
            }))
        })
        .bind(("127.0.0.1", 0))?;
        println!("http://{}", server.addrs()[0]);
        server.run().await
    })
}
