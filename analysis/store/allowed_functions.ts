const operators = "+ - * / // % ** ^ & | ~ << >> || = <> < > <= >= ~~ !~~ ~~* !~~* ~~~ @> <@ && ! not";

const aggregates =
  `count count_star sum avg min max median mode stddev stddev_pop stddev_samp variance var_pop var_samp
  first last any_value arg_min arg_max min_by max_by count_if countif bool_and bool_or string_agg group_concat listagg
  list array_agg quantile quantile_cont quantile_disc percentile_cont percentile_disc approx_count_distinct
  approx_quantile corr covar_pop covar_samp regr_slope regr_intercept regr_r2 entropy skewness kurtosis product
  histogram sum_no_overflow fsum mad bit_and bit_or bit_xor grouping grouping_id`;

const windows =
  `row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value`;

const texts = `lower upper lcase ucase length len strlen trim ltrim rtrim substring substr left right replace
  contains starts_with ends_with prefix suffix instr strpos position split string_split str_split split_part concat
  concat_ws reverse translate regexp_matches regexp_full_match regexp_extract regexp_extract_all regexp_replace
  regexp_split_to_array strip_accents ascii chr unicode format printf like_escape ilike_escape not_like_escape
  levenshtein editdist3 damerau_levenshtein jaccard jaro_similarity jaro_winkler_similarity md5 sha256 hash bar`;

const numbers =
  `abs ceil ceiling floor round trunc sign sqrt cbrt exp ln log log2 log10 pow power mod greatest least
  sin cos tan asin acos atan atan2 degrees radians pi isnan isinf isfinite even gcd lcm add subtract multiply divide
  fdiv fmod`;

const times =
  `date_trunc datetrunc date_part datepart date_diff datediff date_add date_sub datesub time_bucket extract
  year quarter month week day hour minute second millisecond microsecond epoch epoch_ms epoch_us dayofweek isodow
  dayofyear weekday weekofyear yearweek dayname monthname make_date make_time make_timestamp strftime strptime
  try_strptime to_timestamp to_days to_hours to_minutes to_seconds to_weeks to_months to_years age last_day
  to_milliseconds to_microseconds era century decade`;

const lists =
  `unnest list_value list_pack array_value list_contains list_has array_contains array_has list_has_any
  array_has_any list_has_all array_has_all list_position list_indexof list_extract list_element array_extract
  list_slice array_slice list_sort array_sort list_reverse_sort list_distinct array_distinct list_unique
  list_concat list_cat array_concat array_cat list_append list_prepend array_length list_aggregate list_aggr
  array_aggregate list_sum list_avg list_min list_max list_count list_filter array_filter list_transform
  array_transform list_apply array_apply apply filter list_reduce reduce list_zip flatten list_intersect
  list_reverse array_reverse list_any_value list_string_agg array_to_string struct_pack row struct_extract
  struct_extract_at map_extract element_at map_keys map_values cardinality map map_from_entries`;

const others =
  `coalesce ifnull nullif if constant_or_null case typeof cast try_cast error_free range generate_series
  in not_in between is_distinct_from is_not_distinct_from epoch_ns century json_extract json_extract_string
  operator_coalesce`;

/** Functions that cells may call: nothing that reads files or settings, has effects, or asks the clock. */
export const allowedFunctions: ReadonlySet<string> = new Set(
  [operators, aggregates, windows, texts, numbers, times, lists, others].join(" ").split(/\s+/),
);
