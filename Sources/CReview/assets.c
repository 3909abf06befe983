#include "CReview.h"

// #embed is C23; clang has it in C17 as well, with this warning.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char index_html[] = {
#embed "Assets/index.html"
};
static const unsigned char review_css[] = {
#embed "Assets/review.css"
};
static const unsigned char elements_js[] = {
#embed "Assets/script/elements.js"
};
static const unsigned char api_js[] = {
#embed "Assets/script/api.js"
};
static const unsigned char store_js[] = {
#embed "Assets/script/store.js"
};
static const unsigned char frames_js[] = {
#embed "Assets/script/frames.js"
};
static const unsigned char view_js[] = {
#embed "Assets/script/view.js"
};
static const unsigned char drawing_js[] = {
#embed "Assets/script/drawing.js"
};
static const unsigned char contour_js[] = {
#embed "Assets/script/contour.js"
};
static const unsigned char tools_js[] = {
#embed "Assets/script/tools.js"
};
static const unsigned char cine_js[] = {
#embed "Assets/script/cine.js"
};
static const unsigned char results_js[] = {
#embed "Assets/script/results.js"
};
static const unsigned char reading_js[] = {
#embed "Assets/script/reading.js"
};
static const unsigned char worklist_js[] = {
#embed "Assets/script/worklist.js"
};
static const unsigned char edits_js[] = {
#embed "Assets/script/edits.js"
};
static const unsigned char keys_js[] = {
#embed "Assets/script/keys.js"
};
static const unsigned char series_js[] = {
#embed "Assets/script/series.js"
};
static const unsigned char start_js[] = {
#embed "Assets/script/start.js"
};

#define ASSET(name, bytes) {name, bytes, sizeof bytes}
static const cr_asset assets[] = {
    ASSET("index.html", index_html), ASSET("review.css", review_css),
    ASSET("elements.js", elements_js),
    ASSET("api.js", api_js),
    ASSET("store.js", store_js),
    ASSET("frames.js", frames_js),
    ASSET("view.js", view_js),
    ASSET("drawing.js", drawing_js),
    ASSET("contour.js", contour_js),
    ASSET("tools.js", tools_js),
    ASSET("cine.js", cine_js),
    ASSET("results.js", results_js),
    ASSET("reading.js", reading_js),
    ASSET("worklist.js", worklist_js),
    ASSET("edits.js", edits_js),
    ASSET("keys.js", keys_js),
    ASSET("series.js", series_js),
    ASSET("start.js", start_js),
};

size_t cr_asset_count(void) { return sizeof assets / sizeof assets[0]; }

cr_asset cr_asset_at(size_t number) { return assets[number]; }
