from shares import share

TABLE = ["npm", "pnpm", "yarn", "bun"]


def test_every_row_runs_where_nothing_is_drawn() -> None:
    assert share(TABLE, 1, "managers", seed="") == TABLE


def test_a_share_keeps_the_order_of_its_table_and_is_drawn_again_by_its_number() -> None:
    for seed in map(str, range(50)):
        drawn = share(TABLE, 2, "managers", seed=seed)
        assert len(drawn) == 2
        assert drawn == sorted(drawn, key=TABLE.index)
        assert drawn == share(TABLE, 2, "managers", seed=seed)


def test_in_time_every_row_runs_and_tables_of_one_length_are_drawn_apart() -> None:
    runs = [share(TABLE, 1, "managers", seed=str(seed)) for seed in range(50)]
    assert sorted({name for run in runs for name in run}) == sorted(TABLE)
    assert runs != [share(TABLE, 1, "others", seed=str(seed)) for seed in range(50)]
