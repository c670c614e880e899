#include "builtin.h"

// The files themselves. A file here stands once more in a table below; a test compares the tables
// with the folders.

static const unsigned char grammar_page[] = {
#embed "../../examples/manual/32-grammar.md"
};

static const unsigned char errors_page[] = {
#embed "../../examples/manual/13-errors.md"
};

static const unsigned char plugin_corporate_parenting[] = {
#embed "../../Plugins/corporate-parenting.json"
};

static const unsigned char plugin_cic_profile[] = {
#embed "../../Plugins/cic-profile.json"
};

static const unsigned char plugin_iro_service[] = {
#embed "../../Plugins/iro-service.json"
};

static const unsigned char plugin_lado[] = {
#embed "../../Plugins/lado.json"
};

static const unsigned char plugin_advocacy[] = {
#embed "../../Plugins/advocacy.json"
};

static const unsigned char plugin_youth_justice[] = {
#embed "../../Plugins/youth-justice.json"
};

static const unsigned char plugin_complaints[] = {
#embed "../../Plugins/complaints.json"
};

static const unsigned char plugin_health_report[] = {
#embed "../../Plugins/health-report.json"
};

static const unsigned char plugin_regional_rates[] = {
#embed "../../Plugins/regional-rates.json"
};

static const unsigned char plugin_board_narrative[] = {
#embed "../../Plugins/board-narrative.json"
};

static const unsigned char plugin_milestones[] = {
#embed "../../Plugins/milestones.json"
};

static const unsigned char plugin_dfe_open_data[] = {
#embed "../../Plugins/dfe-open-data.json"
};

static const unsigned char data_worcestershire_iro_2018_19[] = {
#embed "../../examples/data/worcestershire-iro-2018-19.csv"
};

static const unsigned char data_south_east_milestones[] = {
#embed "../../examples/data/south-east-milestones.csv"
};

static const unsigned char data_south_east_milestone_steps[] = {
#embed "../../examples/data/south-east-milestone-steps.csv"
};

static const unsigned char data_others[] = {
#embed "../../examples/data/others.csv"
};

static const unsigned char data_dorset_cic_profile_2022_23[] = {
#embed "../../examples/data/dorset-cic-profile-2022-23.csv"
};

static const unsigned char data_dorset_iro_2022_23[] = {
#embed "../../examples/data/dorset-iro-2022-23.csv"
};

static const unsigned char data_dorset_lado_2022_23[] = {
#embed "../../examples/data/dorset-lado-2022-23.csv"
};

static const unsigned char data_dorset_advocacy_2022_23[] = {
#embed "../../examples/data/dorset-advocacy-2022-23.csv"
};

static const unsigned char data_dorset_youth_justice_2022[] = {
#embed "../../examples/data/dorset-youth-justice-2022.csv"
};

static const unsigned char data_dorset_complaints_2022_23[] = {
#embed "../../examples/data/dorset-complaints-2022-23.csv"
};

static const unsigned char data_dorset_health_2022_23[] = {
#embed "../../examples/data/dorset-health-2022-23.csv"
};

static const unsigned char data_regional_rates_2022[] = {
#embed "../../examples/data/regional-rates-2022.csv"
};

static const unsigned char data_dorset_performance_narrative_2023_09[] = {
#embed "../../examples/data/dorset-performance-narrative-2023-09.csv"
};

static const unsigned char data_dorset_population[] = {
#embed "../../examples/data/dorset-population.csv"
};

static const unsigned char data_dorset_2023_09[] = {
#embed "../../examples/data/dorset-2023-09.csv"
};

static const unsigned char data_ons_mid_year_population_estimates_2012_to_2024[] = {
#embed "../../examples/data/dfe/ons_mid-year_population_estimates_2012_to_2024.csv"
};

static const unsigned char data_cla_number_and_rate_per_10k_children[] = {
#embed "../../examples/data/dfe/cla_number_and_rate_per_10k_children.csv"
};

static const unsigned char data_la_cla_placement_stability[] = {
#embed "../../examples/data/dfe/la_cla_placement_stability.csv"
};

static const unsigned char data_sn_model_2025_wide[] = {
#embed "../../examples/data/dfe/sn_model_2025_wide.csv"
};

#define CONTENT(array) array, sizeof array
#define COUNT(table) (sizeof table / sizeof *table)

static const struct tally_builtin_file plugins[] = {
    {"corporate-parenting.json", CONTENT(plugin_corporate_parenting), NULL},
    {"cic-profile.json", CONTENT(plugin_cic_profile), NULL},
    {"iro-service.json", CONTENT(plugin_iro_service), NULL},
    {"lado.json", CONTENT(plugin_lado), NULL},
    {"advocacy.json", CONTENT(plugin_advocacy), NULL},
    {"youth-justice.json", CONTENT(plugin_youth_justice), NULL},
    {"complaints.json", CONTENT(plugin_complaints), NULL},
    {"health-report.json", CONTENT(plugin_health_report), NULL},
    {"regional-rates.json", CONTENT(plugin_regional_rates), NULL},
    {"board-narrative.json", CONTENT(plugin_board_narrative), NULL},
    {"milestones.json", CONTENT(plugin_milestones), NULL},
    {"dfe-open-data.json", CONTENT(plugin_dfe_open_data), NULL},
};

// In the order in which they became known: the day of the meeting, or of publication.
static const struct tally_builtin_file sample[] = {
    {"worcestershire-iro-2018-19.csv", CONTENT(data_worcestershire_iro_2018_19),
     "2019-06-13"},
    {"south-east-milestones.csv", CONTENT(data_south_east_milestones),
     "2020-10-01"},
    {"south-east-milestone-steps.csv", CONTENT(data_south_east_milestone_steps),
     "2020-10-01"},
    {"others.csv", CONTENT(data_others),
     "2021-11-01"},
    {"dorset-cic-profile-2022-23.csv", CONTENT(data_dorset_cic_profile_2022_23),
     "2023-11-23"},
    {"dorset-iro-2022-23.csv", CONTENT(data_dorset_iro_2022_23),
     "2023-11-23"},
    {"dorset-lado-2022-23.csv", CONTENT(data_dorset_lado_2022_23),
     "2023-11-23"},
    {"dorset-advocacy-2022-23.csv", CONTENT(data_dorset_advocacy_2022_23),
     "2023-11-23"},
    {"dorset-youth-justice-2022.csv", CONTENT(data_dorset_youth_justice_2022),
     "2023-11-23"},
    {"dorset-complaints-2022-23.csv", CONTENT(data_dorset_complaints_2022_23),
     "2023-11-23"},
    {"dorset-health-2022-23.csv", CONTENT(data_dorset_health_2022_23),
     "2023-11-23"},
    {"regional-rates-2022.csv", CONTENT(data_regional_rates_2022),
     "2023-11-23"},
    {"dorset-performance-narrative-2023-09.csv", CONTENT(data_dorset_performance_narrative_2023_09),
     "2023-11-23"},
    {"dorset-population.csv", CONTENT(data_dorset_population),
     "2023-11-23"},
    {"dorset-2023-09.csv", CONTENT(data_dorset_2023_09),
     "2023-11-23"},
    {"ons_mid-year_population_estimates_2012_to_2024.csv", CONTENT(data_ons_mid_year_population_estimates_2012_to_2024),
     "2025-11-20"},
    {"cla_number_and_rate_per_10k_children.csv", CONTENT(data_cla_number_and_rate_per_10k_children),
     "2025-11-20"},
    {"la_cla_placement_stability.csv", CONTENT(data_la_cla_placement_stability),
     "2025-11-20"},
    {"sn_model_2025_wide.csv", CONTENT(data_sn_model_2025_wide),
     "2025-11-20"},
};

const struct tally_builtin_file *tally_builtin_plugins(size_t *count) {
    *count = COUNT(plugins);
    return plugins;
}

const struct tally_builtin_file *tally_builtin_sample(size_t *count) {
    *count = COUNT(sample);
    return sample;
}

const struct tally_builtin_file *tally_builtin_grammar(void) {
    static const struct tally_builtin_file page = {"32-grammar.md", CONTENT(grammar_page), NULL};
    return &page;
}

const struct tally_builtin_file *tally_builtin_errors(void) {
    static const struct tally_builtin_file page = {"13-errors.md", CONTENT(errors_page), NULL};
    return &page;
}
