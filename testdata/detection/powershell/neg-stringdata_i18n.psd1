ConvertFrom-StringData @'
    PromptPassword = Enter the password
    Password = Password
    ConfirmPassword = Repeat the password
    password.label = Password:
    password.hint = 8 to 64 characters
    secret.question = Secret question
    token.expired = Token expired
'@
