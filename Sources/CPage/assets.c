#include "page_assets.h"

// #embed is C23; clang has it in C17 as well, with this warning.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char html[] = {
#embed "Assets/page.html"
};
static const unsigned char style[] = {
#embed "Assets/page.css"
};
static const unsigned char elements[] = {
#embed "Assets/script/elements.js"
};
static const unsigned char data[] = {
#embed "Assets/script/data.js"
};
static const unsigned char words[] = {
#embed "Assets/script/words.js"
};
static const unsigned char marks[] = {
#embed "Assets/script/marks.js"
};
static const unsigned char selection[] = {
#embed "Assets/script/selection.js"
};
static const unsigned char table[] = {
#embed "Assets/script/table.js"
};
static const unsigned char detail[] = {
#embed "Assets/script/detail.js"
};
static const unsigned char study[] = {
#embed "Assets/script/study.js"
};
static const unsigned char controls[] = {
#embed "Assets/script/controls.js"
};
static const unsigned char keys[] = {
#embed "Assets/script/keys.js"
};
static const unsigned char start[] = {
#embed "Assets/script/start.js"
};

#define ASSET(name) {name, sizeof name}
static const cp_asset scripts[] = {
    ASSET(elements), ASSET(data), ASSET(words), ASSET(marks), ASSET(selection), ASSET(table),
    ASSET(detail), ASSET(study), ASSET(controls), ASSET(keys), ASSET(start),
};

cp_asset cp_html(void) { return (cp_asset)ASSET(html); }

cp_asset cp_style(void) { return (cp_asset)ASSET(style); }

size_t cp_script_count(void) { return sizeof scripts / sizeof scripts[0]; }

cp_asset cp_script(size_t number) { return scripts[number]; }
