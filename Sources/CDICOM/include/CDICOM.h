#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Reading DICOM files with DCMTK behind plain C calls; writing is in CDICOMWriting.h.
///
/// No exception leaves, nothing is printed, and no call reads patient attributes by itself. A file
/// belongs to one thread at a time. Large values stay on disk until asked for.

enum {
    CD_OK = 0,
    /// The attribute is absent or empty.
    CD_ABSENT = 1,
    /// The bytes break the rules of PS3.5 or PS3.10.
    CD_DAMAGED = 2,
    /// A lawful encoding that is not read here.
    CD_UNSUPPORTED = 3,
    CD_NO_MEMORY = 4,
    /// The call itself is wrong, for example a buffer that is too small.
    CD_USAGE = 5,
    /// DCMTK's data dictionary is not installed.
    CD_NO_DICTIONARY = 6,
};

typedef struct {
    int32_t code;
    char text[256];
} cd_error;

typedef struct cd_file cd_file;
/// A data set or an item of a sequence; lives as long as its file.
typedef struct cd_item cd_item;

typedef struct {
    uint16_t group;
    uint16_t element;
} cd_tag;

/// Takes bytes; what it returns other than 0 means that no more are wanted.
typedef int32_t (*cd_sink)(void *context, const uint8_t *bytes, size_t count);

/// Opens and parses a file, with or without preamble. A deflated data set may expand to at most
/// `maximum_inflated` bytes. On success `*file` is for `cd_close`.
int32_t cd_open(const char *path, uint64_t maximum_inflated, cd_file **file, cd_error *error);
/// The same for the bytes of a file; they are copied.
int32_t cd_open_bytes(const uint8_t *bytes, size_t count, cd_file **file, cd_error *error);
void cd_close(cd_file *file);

/// The data set.
const cd_item *cd_root(const cd_file *file);
/// The UID of the transfer syntax that the data set is read with; lives as long as the file.
const char *cd_transfer_syntax(const cd_file *file);

/// Number of values of an attribute; 0 when absent.
size_t cd_value_count(const cd_item *item, cd_tag tag);
/// One value as text without padding, cut to `capacity` - 1 bytes.
int32_t cd_text(const cd_item *item, cd_tag tag, size_t index, char *buffer, size_t capacity);
/// One value of a numeric or decimal attribute. CD_DAMAGED when its text is no number.
int32_t cd_number(const cd_item *item, cd_tag tag, size_t index, double *value);
/// All values of a decimal attribute, cut to `capacity`. `*count` is the number there are, or
/// `capacity` where that is less. CD_DAMAGED when one of them is no number.
int32_t cd_numbers(
    const cd_item *item, cd_tag tag, double *buffer, size_t capacity, size_t *count);
/// The words of a US, SS or OW attribute in host order. `*count` is the number there are.
int32_t cd_words(
    const cd_item *item, cd_tag tag, uint16_t *buffer, size_t capacity, size_t *count);

/// Number of items of a sequence; 0 when absent or no sequence.
size_t cd_item_count(const cd_item *item, cd_tag tag);
/// An item of a sequence, or NULL.
const cd_item *cd_item_at(const cd_item *item, cd_tag tag, size_t index);
/// Number of attributes of an item, and the tag of one of them.
size_t cd_attribute_count(const cd_item *item);
cd_tag cd_attribute_tag(const cd_item *item, size_t index);

enum {
    CD_NO_PIXELS = 0,
    CD_NATIVE = 1,
    CD_ENCAPSULATED = 2,
};

/// How Pixel Data (7FE0,0010) is stored.
int32_t cd_pixel_storage(const cd_file *file);

/// Bytes of native pixel data, and a part of them: 16-bit words in host order.
uint64_t cd_native_length(const cd_file *file);
int32_t cd_native_bytes(
    const cd_file *file, uint64_t offset, uint8_t *buffer, size_t count, cd_error *error);

/// Fragments of encapsulated pixel data; number 0 is the Basic Offset Table.
size_t cd_fragment_count(const cd_file *file);
size_t cd_fragment_length(const cd_file *file, size_t index);
int32_t cd_fragment_bytes(
    const cd_file *file, size_t index, uint8_t *buffer, size_t count, cd_error *error);

/// Decodes a frame of JPEG (any process but 8-bit baseline is meant) or JPEG-LS with DCMTK's
/// codecs: samples as coded, interleaved, 16 bit in host order. `fragment` is the first one of the
/// frame, counted with the offset table. `count` must be the size of the frame.
int32_t cd_decode_frame(
    const cd_file *file, uint32_t frame, uint32_t fragment, uint8_t *buffer, size_t count,
    cd_error *error);

#include "CDICOMNetwork.h"
#include "CDICOMReceiving.h"
#include "CDICOMWriting.h"

#ifdef __cplusplus
}
#endif
