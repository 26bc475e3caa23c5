using Hotlink.Devstack.Scenarios.Steps;
using Hotlink.Devstack.Stacks;

namespace Hotlink.Devstack.Scenarios.Schema;

/// <summary>Reads the steps of a scenario.</summary>
internal sealed class StepReader(IReadOnlyList<PartySpec> parties, int relayNodes)
{
    private static readonly TimeSpan DefaultWithin = TimeSpan.FromSeconds(30);
    private static readonly string[] Kinds = ["run", "wait", "party", "relay", "verdict", "parallel"];
    private readonly HashSet<string> _programs = new(StringComparer.Ordinal);

    public IReadOnlyList<ScenarioStep> ReadAll(YamlPlace list, string what) => [.. list.AsList(what).Select(Read)];

    private ScenarioStep Read(YamlPlace place)
    {
        var map = place.AsMap("a step");
        var kinds = Kinds.Where(kind => map.Find(kind) is not null).ToList();

        // A run names its parties with the key that is a step of its own elsewhere.
        if (kinds is ["run", "party"])
        {
            kinds = ["run"];
        }

        if (kinds.Count != 1)
        {
            throw place.Error($"a step is exactly one of {string.Join(", ", Kinds)}");
        }

        ScenarioStep step = kinds[0] switch
        {
            "run" => ReadRun(map),
            "wait" => ReadWait(map),
            "party" => ReadParty(map),
            "relay" => ReadRelay(map),
            "verdict" => ReadVerdict(map),
            _ => new ParallelStep(map.Text("name") ?? "in parallel", place.Line, ReadAll(map.Require("parallel"), "'parallel'")),
        };
        map.Finish($"the step '{kinds[0]}'");
        return step;
    }

    private RunStep ReadRun(YamlMap map)
    {
        var program = map.Text("name") ?? throw map.Place.Error("'name' is missing: what the program is called");
        if (program.Length > 40 || !program.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') || !_programs.Add(program))
        {
            throw map.Place.Error($"'{program}' can't be a name: letters, digits, - and _, each name once");
        }

        var measure = map.Find("measure")?.AsMap("'measure'");
        var step = new RunStep($"run {program}", map.Place.Line)
        {
            Command = map.Require("run").AsText("'run'"),
            Parties = PartiesOf(map.Require("party")),
            Program = program,
            Background = map.Flag("background") ?? false,
            Within = map.Duration("within") ?? DefaultWithin,
            ExpectedCode = map.Integer("code", 0, 255) ?? 0,
            ExpectedSignal = map.OneOf("signal", "SIGKILL", "SIGTERM", "SIGSEGV", "SIGABRT"),
            Measure = measure is null ? null : new(measure.Require("what").AsText("'what'"), measure.Require("way").AsText("'way'")),
        };
        measure?.Finish("'measure'");
        return step;
    }

    private WaitStep ReadWait(YamlMap map)
    {
        var wait = map.Require("wait").AsMap("'wait'");
        var (file, moved, link, ended) = (wait.Text("file"), wait.Size("moved"), wait.OneOf("link", "up", "down"), wait.Text("ended"));
        if (new object?[] { file, moved, link, ended }.Count(part => part is not null) != 1)
        {
            throw wait.Place.Error("a wait is for exactly one of file, moved, link, ended");
        }

        if (ended is not null && !_programs.Contains(ended))
        {
            throw wait.Place.Error($"no step before this one runs '{ended}'");
        }

        var party = ended is null ? PartyOf(wait.Require("party")) : 0;
        var what = file is not null ? $"file {file} at party {party}"
            : moved is not null ? $"{moved} bytes moved by party {party}"
            : link is not null ? $"the link of party {party} to be {link}"
            : $"end of {ended}";
        var step = new WaitStep(map.Text("name") ?? $"wait for {what}", map.Place.Line, wait.Duration("within") ?? DefaultWithin)
        {
            Party = party,
            File = file,
            Moved = moved,
            Linked = link is null ? null : link == "up",
            Ended = ended,
        };
        wait.Finish("'wait'");
        return step;
    }

    private PartyStep ReadParty(YamlMap map)
    {
        var party = PartyOf(map.Require("party"));
        var action = map.OneOf("do", [.. Enum.GetNames<PartyAction>().Select(name => name.ToLowerInvariant())]) ?? throw map.Place.Error("'do' is missing");
        return new(map.Text("name") ?? $"{action} party {party}", map.Place.Line, Enum.Parse<PartyAction>(action, ignoreCase: true), party);
    }

    private RelayStep ReadRelay(YamlMap map)
    {
        var action = map.OneOf("relay", [.. Enum.GetNames<RelayAction>().Select(name => name.ToLowerInvariant())])!;
        var node = map.Integer("node", 0, relayNodes - 1) ?? 0;
        return new(map.Text("name") ?? $"{action} relay {node}", map.Place.Line, Enum.Parse<RelayAction>(action, ignoreCase: true), node);
    }

    private VerdictStep ReadVerdict(YamlMap map)
    {
        var verdict = map.Require("verdict").AsMap("'verdict'");
        var party = PartyOf(verdict.Require("party"));
        var step = new VerdictStep(map.Text("name") ?? $"verdict names party {party}", map.Place.Line, party, verdict.Duration("within") ?? DefaultWithin);
        verdict.Finish("'verdict'");
        return step;
    }

    private IReadOnlyList<int> PartiesOf(YamlPlace place) => place.IsList
        ? [.. place.AsList("'party'").Select(PartyOf)]
        : place.AsText("'party'") == "all" ? [.. parties.Select(party => party.Index)] : [PartyOf(place)];

    private int PartyOf(YamlPlace place) => Scalars.Integer(place, "party", 0, parties.Count - 1);
}
