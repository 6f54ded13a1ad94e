// What the screens of the lists share.
#pragma once

#include <string>

#include "kiosk/desk/view_parts.h"

namespace chalkpoint::desk {

/// The local day of now.
std::string today_of(const Scene& scene);
/// When a card ends, and how many days are left.
std::string ends_words(const Scene& scene, const Row& row);
std::string left_words(const Scene& scene, const Row& row);
/// Why they must not be called, or what came of it; empty for who is still to be called.
std::string standing_of(const Scene& scene, const Row& row);
/// What a promoter is called for, and when.
std::string occasion_words(const Scene& scene, const Fan& fan);

void draw_calls(Scene& scene);         ///< Screen::calls, Screen::renewals: whom to call.
void draw_promoters(Scene& scene);     ///< Screen::promoters: whom to call back.
void draw_listed(Scene& scene);        ///< Screen::listed: one of a list.
void draw_fan(Scene& scene);           ///< Screen::fan: one of the promoters.
void draw_import(Scene& scene);        ///< Screen::import: which table.
void draw_sheet(Scene& scene);         ///< Screen::sheet: what is in it.
void draw_client_phone(Scene& scene);  ///< Screen::client_phone: whose number is typed.

}  // namespace chalkpoint::desk
