using Hotlink.Devstack.Channels;
using Hotlink.Devstack.Scenarios.Steps;
using Hotlink.Devstack.Stacks;
using Hotlink.Domain.Identity;
using Hotlink.Domain.Paths;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Hotlink.Devstack.Scenarios.Schema;

/// <summary>Reads a scenario file. Every key is known or an error, every error says file and line.</summary>
internal static class ScenarioReader
{
    /// <summary>What <c>relay: cluster</c> stands for.</summary>
    public const int ClusterNodes = 3;

    private const int MaxBytes = 1024 * 1024;
    private const int DefaultIntervals = 20;
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromMilliseconds(500);

    /// <exception cref="ScenarioException">The file isn't a scenario.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static Scenario ReadFile(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: > MaxBytes })
        {
            throw new ScenarioException(path, 1, $"the file is larger than {MaxBytes} bytes");
        }

        return Read(path, File.ReadAllText(path));
    }

    public static Scenario Read(string file, string text)
    {
        try
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            return yaml.Documents is [{ RootNode: YamlMappingNode root }]
                ? Read(file, new YamlMap(file, root))
                : throw new ScenarioException(file, 1, "a scenario is one map of keys and values");
        }
        catch (YamlException broken)
        {
            throw new ScenarioException(file, broken.Start.Line, broken.InnerException?.Message ?? broken.Message);
        }
    }

    private static Scenario Read(string file, YamlMap map)
    {
        var parties = PartiesOf(map.Require("parties"));
        var nodes = map.OneOf("relay", "local", "cluster") == "cluster" ? ClusterNodes : 1;
        var watch = map.Find("watch")?.AsMap("'watch'");
        var scenario = new Scenario
        {
            File = file,
            Name = NameOf(map.Require("name")),
            About = map.Text("about") ?? "",
            Parties = parties,
            RelayNodes = nodes,
            Channels = Enum.Parse<ChannelStyle>(map.OneOf("channels", "none", "flow", "smoke") ?? "smoke", ignoreCase: true),
            Late = map.Find("late")?.AsList("'late'").Select(place => Scalars.Integer(place, "late", 0, parties.Count - 1)).ToHashSet() ?? [],
            Timeout = map.Duration("timeout") ?? DefaultTimeout,
            WatchEvery = watch?.Duration("every") ?? DefaultInterval,
            WatchIntervals = watch?.Integer("intervals", 1, 1000) ?? DefaultIntervals,
            Always = AlwaysOf(map.Find("always")),
            Files = [.. map.Find("files")?.AsList("'files'").Select(place => FileOf(place, parties.Count)) ?? []],
            Steps = new StepReader(parties, nodes).ReadAll(map.Require("steps"), "'steps'"),
            Assertions = [.. map.Find("assert")?.AsList("'assert'").Select(place => AssertionOf(place, parties.Count)) ?? []],
        };
        watch?.Finish("'watch'");
        map.Finish("a scenario");
        return scenario;
    }

    private static string NameOf(YamlPlace place) =>
        place.AsText("'name'") is { Length: > 0 and <= 60 } name && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')
            ? name
            : throw place.Error("'name' is 1 to 60 letters, digits and hyphens");

    private static IReadOnlyList<PartySpec> PartiesOf(YamlPlace place)
    {
        if (!place.IsList)
        {
            return PartySpec.Default(Scalars.Integer(place, "parties", 1, PortPlan.MaxParties));
        }

        List<PartySpec> parties = [];
        foreach (var item in place.AsList("'parties'"))
        {
            var known = EmailAddress.TryNormalize(item.AsText("a party"), out var email);
            if (!known || parties.Any(party => party.Name == email[..email.IndexOf('@')]) || parties.Count == PortPlan.MaxParties)
            {
                throw item.Error($"a party is an email whose name no other has, and there are at most {PortPlan.MaxParties}");
            }

            parties.Add(new(parties.Count, email));
        }

        return parties.Count > 0 ? parties : throw place.Error("there is no party");
    }

    private static AlwaysSpec AlwaysOf(YamlPlace? place)
    {
        var map = place?.AsMap("'always'");
        var always = new AlwaysSpec(
            map?.Flag("self-sessions") ?? true, map?.Flag("rejects") ?? true, map?.Flag("stalls") ?? true, map?.Flag("exits") ?? true);
        map?.Finish("'always'");
        return always;
    }

    private static FileSpec FileOf(YamlPlace place, int parties)
    {
        var map = place.AsMap("a file");
        var path = map.Require("path");
        var file = new FileSpec(Scalars.Integer(map.Require("party"), "party", 0, parties - 1), path.AsText("'path'"), map.Require("text").AsText("'text'"));
        map.Finish("a file");
        return CanonicalPath.IsCanonical(file.Path) ? file : throw path.Error("'path' is relative to the party's sandbox and has no '..'");
    }

    private static ScenarioAssertion AssertionOf(YamlPlace place, int parties)
    {
        var map = place.AsMap("an assertion");
        var party = Scalars.Integer(map.Require("party"), "party", 0, parties - 1);
        var (resumes, moved, program) = (map.Integer("resumes", 1, int.MaxValue), map.Size("moved"), map.Text("program"));
        ScenarioAssertion assertion = (resumes, moved, program) switch
        {
            ({ } count, null, null) => new($"party {party} resumed at least {count} time(s)", AssertionKind.Resumes, party) { AtLeast = count },
            (null, { } bytes, null) => new($"party {party} moved at least {bytes} bytes", AssertionKind.Moved, party) { AtLeast = bytes },
            (null, null, { } name) => new($"{name} of party {party} says what it should", AssertionKind.Output, party)
            {
                Program = name,
                Contains = map.Require("contains").AsText("'contains'"),
            },
            _ => throw place.Error("an assertion is exactly one of resumes, moved, program (with contains)"),
        };
        map.Finish("an assertion");
        return assertion;
    }
}
