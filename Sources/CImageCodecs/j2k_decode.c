#include "error.h"

#include <openjpeg-2.5/openjpeg.h>
#include <string.h>

typedef struct {
    const uint8_t *bytes;
    size_t length;
    size_t position;
} source;

static OPJ_SIZE_T take_bytes(void *destination, OPJ_SIZE_T count, void *user) {
    source *from = user;
    size_t left = from->length - from->position;
    if (left == 0) return (OPJ_SIZE_T)-1;
    if (count > left) count = left;
    memcpy(destination, from->bytes + from->position, count);
    from->position += count;
    return count;
}

static OPJ_OFF_T skip_bytes(OPJ_OFF_T count, void *user) {
    source *from = user;
    if (count < 0 || (uint64_t)count > from->length - from->position) return -1;
    from->position += (size_t)count;
    return count;
}

static OPJ_BOOL seek_to(OPJ_OFF_T position, void *user) {
    source *from = user;
    if (position < 0 || (uint64_t)position > from->length) return OPJ_FALSE;
    from->position = (size_t)position;
    return OPJ_TRUE;
}

static void on_error(const char *text, void *user) {
    ic_fail(user, IC_CORRUPT, "%.*s", (int)strcspn(text, "\n"), text);
}

static void ignore(const char *text, void *user) {
    (void)text;
    (void)user;
}

static opj_codec_t *make_codec(const uint8_t *bytes, size_t length, ic_error *error) {
    static const uint8_t container[] = {0, 0, 0, 12, 'j', 'P', ' ', ' '};
    int is_container = length >= sizeof container && !memcmp(bytes, container, sizeof container);
    opj_codec_t *codec = opj_create_decompress(is_container ? OPJ_CODEC_JP2 : OPJ_CODEC_J2K);
    if (!codec) return NULL;
    opj_set_error_handler(codec, on_error, error);
    opj_set_warning_handler(codec, ignore, NULL);
    opj_set_info_handler(codec, ignore, NULL);
    opj_dparameters_t parameters;
    opj_set_default_decoder_parameters(&parameters);
    if (!opj_setup_decoder(codec, &parameters) || !opj_decoder_set_strict_mode(codec, OPJ_TRUE)) {
        opj_destroy_codec(codec);
        return NULL;
    }
    return codec;
}

static int check_header(
    const opj_image_t *image, uint64_t max_pixels, ic_header *header, ic_error *error) {
    if (image->numcomps < 1 || image->numcomps > 4)
        return ic_fail(
            error, IC_UNSUPPORTED, "%u components; 1 to 4 are read", image->numcomps);
    const opj_image_comp_t *first = &image->comps[0];
    header->columns = first->w;
    header->rows = first->h;
    header->channels = image->numcomps;
    header->stored_bits = first->prec;
    header->is_signed = first->sgnd;
    header->bits_per_sample = first->prec <= 8 ? 8 : 16;
    if ((uint64_t)first->w * first->h > max_pixels)
        return ic_fail(error, IC_TOO_LARGE, "too many pixels");
    if (first->prec < 1 || first->prec > 16)
        return ic_fail(error, IC_UNSUPPORTED, "%u bits; 1 to 16 are read", first->prec);
    for (uint32_t i = 0; i < image->numcomps; i++) {
        const opj_image_comp_t *each = &image->comps[i];
        if (each->w != first->w || each->h != first->h || each->prec != first->prec ||
            each->sgnd != first->sgnd)
            return ic_fail(error, IC_UNSUPPORTED, "components of different size or precision");
    }
    return IC_OK;
}

static int copy_samples(
    const opj_image_t *image, const ic_header *header, uint8_t *buffer, ic_error *error) {
    size_t pixels = (size_t)header->columns * header->rows;
    for (uint32_t channel = 0; channel < header->channels; channel++) {
        const opj_image_comp_t *component = &image->comps[channel];
        if (!component->data || component->w != header->columns || component->h != header->rows)
            return ic_fail(error, IC_TRUNCATED, "component %u has no samples", channel);
        if (header->bits_per_sample == 8) {
            for (size_t i = 0; i < pixels; i++)
                buffer[i * header->channels + channel] = (uint8_t)component->data[i];
        } else {
            uint16_t *words = (uint16_t *)(void *)buffer;
            for (size_t i = 0; i < pixels; i++)
                words[i * header->channels + channel] = (uint16_t)component->data[i];
        }
    }
    return IC_OK;
}

static int run(
    opj_codec_t *codec, opj_stream_t *stream, opj_image_t **image, uint64_t max_pixels,
    ic_header *header, uint8_t *buffer, size_t capacity, ic_error *error) {
    if (!opj_read_header(stream, codec, image))
        return ic_fail(error, IC_CORRUPT, "its header cannot be read");
    int code = check_header(*image, max_pixels, header, error);
    if (code != IC_OK || !buffer) return code;
    if (capacity != ic_decoded_size(header))
        return ic_fail(error, IC_USAGE, "buffer of the wrong size");
    if (!opj_decode(codec, stream, *image))
        return ic_fail(error, IC_CORRUPT, "its codestream cannot be decoded");
    return copy_samples(*image, header, buffer, error);
}

int32_t ic_j2k_decode(
    const uint8_t *bytes, size_t length, uint64_t max_pixels, ic_header *header, uint8_t *buffer,
    size_t capacity, ic_error *error) {
    memset(header, 0, sizeof *header);
    memset(error, 0, sizeof *error);
    source from = {bytes, length, 0};
    opj_stream_t *stream = opj_stream_create(1 << 16, OPJ_TRUE);
    opj_codec_t *codec = make_codec(bytes, length, error);
    opj_image_t *image = NULL;
    int code;
    if (stream && codec) {
        opj_stream_set_user_data(stream, &from, NULL);
        opj_stream_set_user_data_length(stream, length);
        opj_stream_set_read_function(stream, take_bytes);
        opj_stream_set_skip_function(stream, skip_bytes);
        opj_stream_set_seek_function(stream, seek_to);
        code = run(codec, stream, &image, max_pixels, header, buffer, capacity, error);
    } else {
        code = ic_fail(error, IC_NO_MEMORY, "no memory");
    }
    opj_image_destroy(image);
    if (codec) opj_destroy_codec(codec);
    if (stream) opj_stream_destroy(stream);
    return code;
}
