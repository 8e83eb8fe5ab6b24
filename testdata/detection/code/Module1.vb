Imports System.Net
Module Module1
    Private Const MotDePasse As String = "Bécasse7"
    Sub Main()
        Dim c As New NetworkCredential("svc-lecture", MotDePasse, "MAIRIE")
        Dim cs As String = "Data Source=srv;Initial Catalog=Paie;User ID=paie;Pwd=Bécassine8"
        Console.WriteLine(c.UserName)
    End Sub
End Module
