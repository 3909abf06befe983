#include "File.hpp"
#include "PixelSource.hpp"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <limits>
#include <memory>

using namespace cdicom;

namespace {

/// Where a value is refused: the attribute's tag and name, and why.
int32_t refuse(cd_error *error, cd_tag tag, const char *why) {
    char text[sizeof error->text];
    std::snprintf(
        text, sizeof text, "(%04X,%04X) %s: %s", tag.group, tag.element,
        DcmTag(tag.group, tag.element).getTagName(), why);
    return fail(error, CD_USAGE, text);
}

DcmItem *writable(cd_item *item) { return dataset(item); }

/// Whether the dictionary allows as many values as `element` has.
bool hasLawfulCount(DcmElement &element) {
    const DcmDataDictionary &dictionary = dcmDataDict.rdlock();
    const DcmDictEntry *entry = dictionary.findEntry(element.getTag(), nullptr);
    int least = entry ? entry->getVMMin() : 1;
    int most = entry ? entry->getVMMax() : DcmVariableVM;
    dcmDataDict.rdunlock();
    auto count = static_cast<long>(element.getVM());
    return count >= least && (most == DcmVariableVM || count <= most);
}

/// Puts what `fill` makes of a new element of `tag` into `item`, when it is a lawful value.
template <class Fill>
int32_t put(cd_item *item, cd_tag tag, cd_error *error, Fill fill) {
    *error = cd_error{};
    return guarded(error, [&]() -> int32_t {
        DcmTag key(tag.group, tag.element);
        if (key.error().bad()) return refuse(error, tag, "not in the data dictionary");
        DcmElement *made = nullptr;
        if (DcmItem::newDicomElement(made, key).bad()) return refuse(error, tag, "no element");
        std::unique_ptr<DcmElement> element(made);
        const char *why = fill(*element);
        if (why) return refuse(error, tag, why);
        bool isEmpty = element->getLength() == 0;
        if (!isEmpty && !hasLawfulCount(*element))
            return refuse(error, tag, "too few or too many values");
        OFCondition result = writable(item)->insert(element.get(), OFTrue);
        if (result.bad()) return refuse(error, tag, result.text());
        element.release();
        // In its place it knows the character set, which decides how long it is.
        if (!isEmpty) result = made->checkValue("1-n");
        if (result.bad()) delete writable(item)->remove(made);
        return result.good() ? CD_OK : refuse(error, tag, result.text());
    });
}

const char *reason(const OFCondition &result) { return result.good() ? nullptr : result.text(); }

template <class Number> bool holds(double value) {
    return value == std::nearbyint(value) &&
           value >= static_cast<double>(std::numeric_limits<Number>::min()) &&
           value <= static_cast<double>(std::numeric_limits<Number>::max());
}

template <class Number>
const char *putWhole(
    DcmElement &element, OFCondition (DcmElement::*set)(Number, unsigned long), double value,
    size_t index) {
    if (!holds<Number>(value)) return "a number out of range";
    return reason((element.*set)(static_cast<Number>(value), static_cast<unsigned long>(index)));
}

/// The nearest decimal of at most 16 characters (PS3.5 §6.2, DS).
OFString decimalText(double value) {
    char text[64];
    for (int digits = 17; digits > 0; digits--) {
        auto result = std::to_chars(
            text, text + sizeof text, value, std::chars_format::general, digits);
        if (result.ptr - text <= 16) return OFString(text, static_cast<size_t>(result.ptr - text));
    }
    return OFString();
}

/// The shortest decimal that gives `value` again, or the nearest that fits.
OFString numberText(double value, bool isWhole) {
    char text[64];
    auto result = isWhole
        ? std::to_chars(text, text + sizeof text, static_cast<long>(value))
        : std::to_chars(text, text + sizeof text, value);
    if (result.ptr - text > 16) return decimalText(value);
    return OFString(text, static_cast<size_t>(result.ptr - text));
}

const char *putText(DcmElement &element, const double *values, size_t count, bool isWhole) {
    OFString text;
    for (size_t index = 0; index < count; index++) {
        if (isWhole && !holds<Sint32>(values[index])) return "a number out of range";
        if (index > 0) text += '\\';
        text += numberText(values[index], isWhole);
    }
    return reason(element.putOFStringArray(text));
}

const char *putNumber(DcmElement &element, double value, size_t index) {
    auto position = static_cast<unsigned long>(index);
    switch (element.ident()) {
    case EVR_US: case EVR_xs: case EVR_lt:
        return putWhole<Uint16>(element, &DcmElement::putUint16, value, index);
    case EVR_SS: return putWhole<Sint16>(element, &DcmElement::putSint16, value, index);
    case EVR_UL: case EVR_up:
        return putWhole<Uint32>(element, &DcmElement::putUint32, value, index);
    case EVR_SL: return putWhole<Sint32>(element, &DcmElement::putSint32, value, index);
    case EVR_FD: return reason(element.putFloat64(value, position));
    case EVR_FL:
        if (std::abs(value) > std::numeric_limits<Float32>::max()) return "a number out of range";
        return reason(element.putFloat32(static_cast<Float32>(value), position));
    default: return "not an attribute of numbers";
    }
}

const char *putBytes(DcmElement &element, const uint8_t *bytes, size_t count, bool asWords) {
    if (count >= std::numeric_limits<Uint32>::max() - 1) return "more than 4 GiB";
    if (!asWords) return reason(element.putUint8Array(bytes, static_cast<unsigned long>(count)));
    if (count % 2 != 0) return "half a word";
    std::vector<Uint16> words(count / 2);
    std::memcpy(words.data(), bytes, count);
    return reason(
        element.putUint16Array(words.data(), static_cast<unsigned long>(words.size())));
}

} // namespace

int32_t cd_put_text(cd_item *item, cd_tag tag, const char *text, cd_error *error) {
    return put(item, tag, error, [&](DcmElement &element) -> const char * {
        if (element.ident() == EVR_SQ) return "not an attribute of text";
        return *text ? reason(element.putString(text)) : nullptr;
    });
}

int32_t cd_put_numbers(
    cd_item *item, cd_tag tag, const double *values, size_t count, cd_error *error) {
    return put(item, tag, error, [&](DcmElement &element) -> const char * {
        for (size_t index = 0; index < count; index++)
            if (!std::isfinite(values[index])) return "a number that is not finite";
        bool isWhole = element.ident() == EVR_IS;
        if (isWhole || element.ident() == EVR_DS)
            return putText(element, values, count, isWhole);
        for (size_t index = 0; index < count; index++)
            if (const char *why = putNumber(element, values[index], index)) return why;
        return nullptr;
    });
}

int32_t cd_put_tags(
    cd_item *item, cd_tag tag, const cd_tag *values, size_t count, cd_error *error) {
    return put(item, tag, error, [&](DcmElement &element) -> const char * {
        for (size_t index = 0; index < count; index++) {
            DcmTagKey key(values[index].group, values[index].element);
            auto position = static_cast<unsigned long>(index);
            if (const char *why = reason(element.putTagVal(key, position))) return why;
        }
        return nullptr;
    });
}

int32_t cd_put_bytes(
    cd_item *item, cd_tag tag, const uint8_t *bytes, size_t count, cd_error *error) {
    return put(item, tag, error, [&](DcmElement &element) -> const char * {
        switch (element.ident()) {
        case EVR_OB: case EVR_UN: return putBytes(element, bytes, count, false);
        case EVR_OW: case EVR_lt: return putBytes(element, bytes, count, true);
        default: return "not an attribute of bytes";
        }
    });
}

int32_t cd_put_pixels(
    cd_item *item, uint32_t bits_allocated, const uint8_t *bytes, size_t count, cd_error *error) {
    cd_tag tag{0x7FE0, 0x0010};
    return put(item, tag, error, [&](DcmElement &element) -> const char * {
        bool asWords = bits_allocated == 16;
        if (!asWords && bits_allocated != 8 && bits_allocated != 1)
            return "1, 8 or 16 bits allocated";
        element.setVR(asWords ? EVR_OW : EVR_OB);
        return putBytes(element, bytes, count, asWords);
    });
}

int32_t cd_put_pixel_source(
    cd_item *item, size_t count, cd_pixel_source source, void *context, cd_error *error) {
    cd_tag tag{0x7FE0, 0x0010};
    return put(item, tag, error, [&](DcmElement &element) -> const char * {
        if (count % 2 != 0) return "half a word";
        if (count >= std::numeric_limits<Uint32>::max() - 1) return "more than 4 GiB";
        element.setVR(EVR_OB);
        auto factory = std::make_unique<PixelSourceFactory>(source, context, count);
        // Bytes have no order.
        OFCondition result = element.createValueFromTempFile(
            factory.get(), static_cast<Uint32>(count), gLocalByteOrder);
        if (result.good()) factory.release();
        return reason(result);
    });
}

int32_t cd_put_empty(cd_item *item, cd_tag tag, cd_error *error) {
    return put(item, tag, error, [](DcmElement &) -> const char * { return nullptr; });
}

int32_t cd_append_item(cd_item *item, cd_tag sequence, cd_item **appended, cd_error *error) {
    *error = cd_error{};
    *appended = nullptr;
    return guarded(error, [&]() -> int32_t {
        DcmTag tag(sequence.group, sequence.element);
        DcmItem *made = nullptr;
        if (tag.getEVR() != EVR_SQ) return refuse(error, sequence, "not a sequence");
        OFCondition result = writable(item)->findOrCreateSequenceItem(tag, made, -2);
        if (result.bad()) return refuse(error, sequence, result.text());
        *appended = reinterpret_cast<cd_item *>(made);
        return CD_OK;
    });
}

int32_t cd_copy(cd_item *item, cd_tag tag, const cd_item *source, cd_error *error) {
    *error = cd_error{};
    return guarded(error, [&]() -> int32_t {
        DcmElement *found = nullptr;
        dataset(source)->findAndGetElement(DcmTagKey(tag.group, tag.element), found);
        if (!found) return CD_ABSENT;
        std::unique_ptr<DcmElement> copy(dynamic_cast<DcmElement *>(found->clone()));
        if (!copy) return refuse(error, tag, "cannot be copied");
        OFCondition result = writable(item)->insert(copy.get(), OFTrue);
        if (result.bad()) return refuse(error, tag, result.text());
        copy.release();
        return CD_OK;
    });
}
