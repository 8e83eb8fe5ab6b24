Module Module1
    Sub Main()
        Dim pw As String = Environment.GetEnvironmentVariable("LDAP_PW")
        Dim c As New NetworkCredential(Environment.UserName, pw)
        Dim titre As String = "Mot de passe"
        TextBoxPassword.Text = ""
        If motDePasse = "" Then MsgBox("Saisir le mot de passe")
    End Sub
End Module
