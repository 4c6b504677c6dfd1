// The messages of bench/corpus, read and taken apart before anything is timed.
#pragma once

#include <filesystem>
#include <vector>

#include "contender.hpp"

namespace bench {

/// All *.sip files of the folder, by name. Ends the program where one cannot be used.
std::vector<Message> readCorpus(const std::filesystem::path& folder);

}  // namespace bench
