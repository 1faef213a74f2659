// Chromium comes from the package registry or PATH; nothing is downloaded at install.
module.exports = { skipDownload: true };
