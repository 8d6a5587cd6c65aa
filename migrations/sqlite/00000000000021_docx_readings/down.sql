DROP TABLE docx_reading;
