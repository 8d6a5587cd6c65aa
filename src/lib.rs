pub mod calendar;
pub mod i18n;
pub mod text;
pub mod web;
