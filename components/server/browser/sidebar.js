// On a window of middle width the sidebar starts closed, so that a page has the room; a reader who opens it keeps it.

const KEPT = "stSidebarCollapsed-"; // the key, up to the page's name, under which Streamlit keeps the reader's choice
const WIDE_ENOUGH = 1000; // pixels; below 768 Streamlit closes it by itself

const kept = Storage.prototype.getItem;
Storage.prototype.getItem = function (key) {
  return kept.call(this, key) ?? (String(key).startsWith(KEPT) && innerWidth < WIDE_ENOUGH ? "true" : null);
};
