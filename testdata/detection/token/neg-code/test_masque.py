from portail.masque import masquer


def test_masque_github():
    assert masquer("ghp_" + "a" * 36) == "ghp_****"


def test_masque_slack():
    assert masquer("xoxb-000000000000-000000000000-aaaaaaaaaaaaaaaaaaaaaaaa") == "xoxb-****"


def test_masque_uuid():
    assert masquer("3c762074-b628-4165-aae1-68bb028f2acc") == "43d7ee55-337f-4b9b-a764-14b705431a5a"
