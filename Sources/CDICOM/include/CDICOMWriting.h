#pragma once

/// Writing DICOM files with DCMTK behind plain C calls; see CDICOM.h for codes and rules.
///
/// A data set is built attribute by attribute, nested sequences included, and encoded into memory.
/// The value representation of an attribute comes from DCMTK's dictionary; a value that its
/// representation or multiplicity does not allow is CD_USAGE, and the attribute is then left out; lengths in characters
/// are not checked.
/// The same calls give the same bytes on any day. Attributes may be put in any order.

typedef struct cd_writer cd_writer;

/// An empty data set. On success `*writer` is for `cd_discard`.
int32_t cd_create(cd_writer **writer, cd_error *error);
void cd_discard(cd_writer *writer);
/// The data set; lives as long as its writer, as do the items of its sequences.
cd_item *cd_writer_root(cd_writer *writer);

/// Text in the character set of the data set; `\` parts values. Empty text: an empty attribute.
int32_t cd_put_text(cd_item *item, cd_tag tag, const char *text, cd_error *error);
/// Values of US, SS, UL, SL, FL, FD, IS and DS (at most 16 characters, nearest).
int32_t cd_put_numbers(
    cd_item *item, cd_tag tag, const double *values, size_t count, cd_error *error);
/// Values of AT.
int32_t cd_put_tags(
    cd_item *item, cd_tag tag, const cd_tag *values, size_t count, cd_error *error);
/// Bytes of OB, UN and of Pixel Data with up to 8 bits allocated; OW takes 16-bit words in host
/// order.
int32_t cd_put_bytes(
    cd_item *item, cd_tag tag, const uint8_t *bytes, size_t count, cd_error *error);
/// Native pixel data of all frames, one after another, with 1, 8 or 16 bits allocated; 16-bit words
/// in host order.
int32_t cd_put_pixels(
    cd_item *item, uint32_t bits_allocated, const uint8_t *bytes, size_t count, cd_error *error);
/// Gives the next pieces of a value, the same from every `offset` whenever asked. Anything but 0: it
/// cannot.
typedef int32_t (*cd_pixel_source)(void *context, uint64_t offset, uint8_t *buffer, size_t count);
/// Native pixel data with 1 or 8 bits allocated, of `count` bytes, an even number, that are asked for
/// when the data set is encoded; `context` lives as long.
int32_t cd_put_pixel_source(
    cd_item *item, size_t count, cd_pixel_source source, void *context, cd_error *error);
/// A further, empty item of a sequence.
int32_t cd_append_item(cd_item *item, cd_tag sequence, cd_item **appended, cd_error *error);
/// The attribute of another data set as it stands there, lawful or not. CD_ABSENT: it has none.
int32_t cd_copy(cd_item *item, cd_tag tag, const cd_item *source, cd_error *error);
/// A sequence without items.
int32_t cd_put_empty(cd_item *item, cd_tag tag, cd_error *error);

enum {
    CD_EXPLICIT_LITTLE_ENDIAN = 0,
    CD_RLE_LOSSLESS = 1,
};

/// Encodes the data set as a file with preamble and meta information, in which `implementation_uid`
/// and `implementation_name` stand for the program that wrote it (PS3.10 §7.1); alone when they are
/// NULL. A file needs SOP Class and SOP Instance UID. RLE compresses Pixel Data, one fragment per
/// frame. The bytes are handed to `sink` piece by piece.
int32_t cd_encode(
    cd_writer *writer, int32_t syntax, const char *implementation_uid,
    const char *implementation_name, cd_sink sink, void *context, cd_error *error);
