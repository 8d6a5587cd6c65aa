# Two binaries on a small Debian. docs/operations.md says how to run it.
# tests/it/image.rs checks that everything that is copied here is there.

FROM node:22-bookworm-slim AS node

FROM rust:1.95-bookworm AS build
# Node is needed while building: the design system comes from npm (docs/decisions/0016).
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules/npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /build
COPY Cargo.toml Cargo.lock rust-toolchain.toml askama.toml build.rs ./
COPY package.json package-lock.json .npmrc designsystemet.config.json ./
COPY .cargo ./.cargo
COPY build ./build
COPY assets ./assets
COPY locales ./locales
COPY migrations ./migrations
COPY config ./config
COPY examples ./examples
COPY benches ./benches
COPY src ./src
COPY pdf ./pdf
COPY fuzz ./fuzz
# The page of problems is this text.
COPY docs/problems.md ./docs/
# Apart: built together, each would have the other's features of the packages that both use.
RUN cargo build --release --locked --package hoering-pdf
RUN cargo build --release --locked --features postgres-tls

FROM debian:bookworm-slim
RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin hoering \
    && install -d -o hoering -g hoering -m 0700 /var/lib/hoering \
    && install -d -m 0755 /etc/hoering
COPY --from=build /build/target/release/hoering /build/target/release/hoering-pdf /usr/local/bin/
COPY LICENSE /usr/share/doc/hoering/LICENSE
ENV HOERING_PROFILE=production \
    HOERING_LISTEN=0.0.0.0:8080 \
    HOERING_DATA_DIR=/var/lib/hoering \
    HOERING_KEY_FILE=/etc/hoering/keys.toml
USER 10001
WORKDIR /var/lib/hoering
VOLUME /var/lib/hoering
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=6s --start-period=20s CMD ["hoering", "health"]
ENTRYPOINT ["hoering"]
CMD ["serve"]
