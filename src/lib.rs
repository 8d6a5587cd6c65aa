pub mod calendar;
pub mod consultations;
pub mod i18n;
pub mod text;
