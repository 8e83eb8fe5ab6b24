from portail.masque import masquer


def test_masque_github():
    assert masquer("ghp_" + "a" * 36) == "ghp_****"


def test_masque_slack():
    assert masquer("xoxb-000000000000-000000000000-aaaaaaaaaaaaaaaaaaaaaaaa") == "xoxb-****"


def test_masque_uuid():
    assert masquer("ef2c2b2e-d854-4283-ab09-68085bbea1c7") == "ae9ab43c-7620-44b6-a8b1-658ae168bb02"
