/* The SMART check for people and programs. */
#include "render/goal.h"

#include "base/translate.h"

static const char *letter_text(SmartLetter letter)
{
    switch (letter) {
    case SMART_SPECIFIC:
        return _("Specific");
    case SMART_MEASURABLE:
        return _("Measurable");
    case SMART_ACHIEVABLE:
        return _("Achievable");
    case SMART_RELEVANT:
        return _("Relevant");
    case SMART_TIME_BOUND:
        return _("Time-bound");
    }
    return "";
}

void render_smart_json(JsonWriter *writer, const SmartCheck *check)
{
    json_object(writer);
    json_key(writer, "chance");
    if (check->has_chance)
        json_number(writer, check->chance);
    else
        json_null(writer);
    json_key(writer, "findings");
    json_array(writer);
    for (size_t i = 0; i < check->count; i++) {
        const SmartFinding *finding = &check->findings[i];
        json_object(writer);
        json_member_text(writer, "letter", smart_letter_name(finding->letter));
        json_member_text(writer, "title", letter_text(finding->letter));
        json_member_boolean(writer, "good", finding->good);
        json_member_text(writer, "code", finding->code);
        json_member_text(writer, "evidence", finding->evidence);
        json_member_text(writer, "mend", finding->mend);
        json_member_text(writer, "field", finding->field);
        json_object_end(writer);
    }
    json_array_end(writer);
    json_object_end(writer);
}

void render_smart_text(TextBuilder *out, const SmartCheck *check)
{
    for (size_t letter = 0, i = 0; letter < SMART_LETTERS; letter++) {
        text_append_format(out, "%s\n", letter_text((SmartLetter)letter));
        for (; i < check->count && check->findings[i].letter == (SmartLetter)letter; i++) {
            const SmartFinding *finding = &check->findings[i];
            text_append_format(out, "  %s %s\n", finding->good ? "\xE2\x9C\x93" : "\xE2\x9C\x97", finding->evidence);
            if (finding->mend)
                text_append_format(out, "      %s %s\n", "\xE2\x86\x92", finding->mend);
        }
    }
}
