"""Support counters: the directory of the 47 prefectures, and what each counter reports."""
