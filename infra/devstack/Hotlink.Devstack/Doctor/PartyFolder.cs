namespace Hotlink.Devstack.Doctor;

/// <summary>A party as the doctor sees it.</summary>
/// <param name="Email">Its identity.</param>
/// <param name="Datasites">Its datasites folder, with a folder for each datasite in it.</param>
internal sealed record PartyFolder(string Email, string Datasites)
{
    public string Own => Path.Combine(Datasites, Email);
}
