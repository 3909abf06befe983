#include "File.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <string_view>

using namespace cdicom;

namespace {

DcmElement *find(const cd_item *item, cd_tag tag) {
    DcmElement *element = nullptr;
    dataset(item)->findAndGetElement(DcmTagKey(tag.group, tag.element), element);
    return element;
}

DcmSequenceOfItems *findSequence(const cd_item *item, cd_tag tag) {
    return dynamic_cast<DcmSequenceOfItems *>(find(item, tag));
}

std::string_view trimmed(std::string_view text) {
    const char *padding = " \0\t\r\n";
    std::string_view set(padding, 5);
    auto first = text.find_first_not_of(set);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(set) - first + 1);
}

int32_t parseNumber(std::string_view text, double *value) {
    text = trimmed(text);
    if (text.empty()) return CD_ABSENT;
    if (text.front() == '+') text.remove_prefix(1);
    auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), *value);
    return failure == std::errc() && end == text.data() + text.size() ? CD_OK : CD_DAMAGED;
}

/// The binary representations give their value, all others are read as text.
OFCondition binaryValue(DcmElement *element, unsigned long index, double *value) {
    Float64 decimal = 0;
    Float32 single = 0;
    switch (element->ident()) {
    case EVR_FD: {
        OFCondition result = element->getFloat64(decimal, index);
        *value = decimal;
        return result;
    }
    case EVR_FL: {
        OFCondition result = element->getFloat32(single, index);
        *value = static_cast<double>(single);
        return result;
    }
    default: return EC_IllegalCall;
    }
}

} // namespace

size_t cd_value_count(const cd_item *item, cd_tag tag) {
    size_t count = 0;
    cd_error ignored{};
    guarded(&ignored, [&] {
        DcmElement *element = find(item, tag);
        if (element && element->getLength() > 0) count = element->getVM();
        return CD_OK;
    });
    return count;
}

int32_t cd_text(const cd_item *item, cd_tag tag, size_t index, char *buffer, size_t capacity) {
    cd_error ignored{};
    return guarded(&ignored, [&]() -> int32_t {
        DcmElement *element = find(item, tag);
        OFString value;
        if (!element || element->getLength() == 0 || capacity == 0) return CD_ABSENT;
        if (element->getOFString(value, index).bad()) return CD_ABSENT;
        std::string_view text = trimmed(std::string_view(value.c_str(), value.length()));
        if (text.empty()) return CD_ABSENT;
        size_t count = std::min(text.size(), capacity - 1);
        std::memcpy(buffer, text.data(), count);
        buffer[count] = '\0';
        return CD_OK;
    });
}

int32_t cd_number(const cd_item *item, cd_tag tag, size_t index, double *value) {
    cd_error ignored{};
    return guarded(&ignored, [&]() -> int32_t {
        DcmElement *element = find(item, tag);
        if (!element || element->getLength() == 0) return CD_ABSENT;
        if (binaryValue(element, index, value).good()) return CD_OK;
        OFString text;
        if (element->getOFString(text, index).bad()) return CD_ABSENT;
        return parseNumber(std::string_view(text.c_str(), text.length()), value);
    });
}

int32_t cd_numbers(
    const cd_item *item, cd_tag tag, double *buffer, size_t capacity, size_t *count) {
    *count = 0;
    cd_error ignored{};
    return guarded(&ignored, [&]() -> int32_t {
        DcmElement *element = find(item, tag);
        if (!element || element->getLength() == 0) return CD_ABSENT;
        OFString text;
        if (element->getOFStringArray(text).bad()) return CD_DAMAGED;
        std::string_view rest(text.c_str(), text.length());
        while (*count < capacity) {
            size_t end = std::min(rest.find('\\'), rest.size());
            if (parseNumber(rest.substr(0, end), &buffer[*count]) != CD_OK) return CD_DAMAGED;
            ++*count;
            if (end == rest.size()) break;
            rest.remove_prefix(end + 1);
        }
        return CD_OK;
    });
}

int32_t cd_words(
    const cd_item *item, cd_tag tag, uint16_t *buffer, size_t capacity, size_t *count) {
    *count = 0;
    cd_error ignored{};
    return guarded(&ignored, [&]() -> int32_t {
        DcmElement *element = find(item, tag);
        if (!element || element->getLength() == 0) return CD_ABSENT;
        Uint16 *words = nullptr;
        if (element->getUint16Array(words).bad() || !words) {
            Sint16 *numbers = nullptr;
            if (element->getSint16Array(numbers).bad() || !numbers) return CD_DAMAGED;
            words = reinterpret_cast<Uint16 *>(numbers);
        }
        *count = element->getLength() / 2;
        std::copy_n(words, std::min(*count, capacity), buffer);
        return CD_OK;
    });
}

size_t cd_item_count(const cd_item *item, cd_tag tag) {
    size_t count = 0;
    cd_error ignored{};
    guarded(&ignored, [&] {
        if (DcmSequenceOfItems *sequence = findSequence(item, tag)) count = sequence->card();
        return CD_OK;
    });
    return count;
}

const cd_item *cd_item_at(const cd_item *item, cd_tag tag, size_t index) {
    const cd_item *result = nullptr;
    cd_error ignored{};
    guarded(&ignored, [&] {
        DcmSequenceOfItems *sequence = findSequence(item, tag);
        if (sequence && index < sequence->card())
            result = reinterpret_cast<const cd_item *>(sequence->getItem(index));
        return CD_OK;
    });
    return result;
}

size_t cd_attribute_count(const cd_item *item) { return dataset(item)->card(); }

cd_tag cd_attribute_tag(const cd_item *item, size_t index) {
    cd_tag tag{0, 0};
    cd_error ignored{};
    guarded(&ignored, [&] {
        if (DcmElement *element = dataset(item)->getElement(index))
            tag = cd_tag{element->getGTag(), element->getETag()};
        return CD_OK;
    });
    return tag;
}
