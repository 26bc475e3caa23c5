using Hotlink.Devstack.Scenarios.Schema;
using Hotlink.Domain.Access;

namespace Hotlink.Devstack.Doctor;

/// <summary>Puts all rule files of a datasites folder into a rulebook.</summary>
internal static class RuleFolder
{
    private const int MaxBytes = 1024 * 1024;

    public static Rulebook Load(string datasites, ICollection<Finding> findings)
    {
        var rulebook = new Rulebook();
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        foreach (var path in Directory.Exists(datasites) ? Directory.EnumerateFiles(datasites, RuleFile.Name, options) : [])
        {
            var relative = Path.GetRelativePath(datasites, path).Replace('\\', '/');
            var directory = Path.GetDirectoryName(relative)!.Replace('\\', '/');
            if (directory.Length > 0 && TryRead(path, relative, findings) is { } file && rulebook.Install(directory, file) is { Installed: false } refused)
            {
                findings.Add(Finding.Problem("rights", $"{relative}: {refused.Refusal}", "the relay refuses it, and other rules decide", "make it smaller, or put it into a datasite"));
            }
        }

        return rulebook;
    }

    private static RuleFile? TryRead(string path, string relative, ICollection<Finding> findings)
    {
        try
        {
            return new FileInfo(path).Length <= MaxBytes ? RuleFileText.Read(relative, File.ReadAllText(path)) : throw new ScenarioException(relative, 1, "the file is too large");
        }
        catch (Exception broken) when (broken is ScenarioException or IOException or UnauthorizedAccessException)
        {
            findings.Add(Finding.Problem("rights", broken.Message, "the relay keeps the rules that it had before, or lets nobody in", "correct the file"));
            return null;
        }
    }
}
