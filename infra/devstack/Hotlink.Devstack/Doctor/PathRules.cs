using System.Text;
using Hotlink.Domain.Identity;

namespace Hotlink.Devstack.Doctor;

/// <summary>Whether a sandbox can be used.</summary>
internal static class PathRules
{
    private const string Check = "paths";

    // What sockaddr_un has room for on Linux; macOS has four bytes less.
    private const int SocketPathBytes = 103;

    public static IEnumerable<Finding> Look(PartyFolder party)
    {
        if (!EmailAddress.TryNormalize(party.Email, out var normal) || normal != party.Email)
        {
            yield return Finding.Problem(Check, $"'{party.Email}' is not an email in lower case", "identities are compared in lower case, folders are not",
                $"use {(normal.Length > 0 ? normal : "a plain address")}");
        }

        if (!Directory.Exists(party.Own))
        {
            yield return Finding.Problem(Check, $"{party.Own} doesn't exist", "the daemon finds no datasite of its own",
                "give --datasites the folder that holds a folder for each email");
            yield break;
        }

        if (!CanWrite(party.Own))
        {
            yield return Finding.Problem(Check, $"{party.Own} can't be written", "counters, markers and sockets go there", "correct its owner and mode");
        }

        if (party.Datasites.Contains('@', StringComparison.Ordinal))
        {
            yield return Finding.Warning(Check, $"the path {party.Datasites} has an @ in it",
                "some container runtimes can't make a bind mount whose source has one ('creating mount source path')",
                "mount a folder above it, such as the sandbox root, and address the rest inside the container");
        }

        if (party.Datasites.Any(letter => letter is ' ' or ':' or ','))
        {
            yield return Finding.Warning(Check, $"the path {party.Datasites} has a blank, colon or comma in it", "mount options and scripts take it apart", "move the sandbox");
        }

        if (Encoding.UTF8.GetByteCount(Path.Combine(party.Own, "app_data")) > SocketPathBytes)
        {
            yield return Finding.Warning(Check, $"the path {party.Own} is long", $"socket files inside of it may not have more than {SocketPathBytes} bytes", "move the sandbox up");
        }
    }

    private static bool CanWrite(string folder)
    {
        try
        {
            using var file = new FileStream(Path.Combine(folder, $".doctor-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
