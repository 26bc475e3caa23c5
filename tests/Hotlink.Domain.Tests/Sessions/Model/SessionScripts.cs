using FsCheck;
using FsCheck.Fluent;

namespace Hotlink.Domain.Tests.Sessions.Model;

/// <summary>Random scripts, and smaller ones to explain a failure with.</summary>
internal static class SessionScripts
{
    // Ends are rarer than the rest: most scripts should get somewhere first.
    private static readonly Gen<SessionCommandKind> Kinds = Gen.Frequency(
        (3, Gen.Constant(SessionCommandKind.Open)),
        (3, Gen.Constant(SessionCommandKind.Online)),
        (6, Gen.Constant(SessionCommandKind.Accept)),
        (1, Gen.Constant(SessionCommandKind.AcceptBarred)),
        (6, Gen.Constant(SessionCommandKind.Data)),
        (3, Gen.Constant(SessionCommandKind.Signal)),
        (2, Gen.Constant(SessionCommandKind.Reject)),
        (2, Gen.Constant(SessionCommandKind.Close)),
        (2, Gen.Constant(SessionCommandKind.Gone)),
        (2, Gen.Constant(SessionCommandKind.GoneSlow)),
        (2, Gen.Constant(SessionCommandKind.AccessChanged)),
        (1, Gen.Constant(SessionCommandKind.WriteRevoked)),
        (3, Gen.Constant(SessionCommandKind.Expire)),
        (1, Gen.Constant(SessionCommandKind.Supersede)));

    private static readonly Gen<SessionCommand> Commands =
        from kind in Kinds
        from who in WhoMay(kind)
        from amount in Gen.Choose(0, 31)
        select new SessionCommand(kind, who, amount);

    public static Arbitrary<SessionScript> All { get; } = Arb.From(
        from isStream in Gen.Elements(true, false)
        from hasRecipient in Gen.Elements(true, false, false)
        from readers in Gen.Choose(0, 31)
        from commands in Commands.ArrayOf()
        select new SessionScript(isStream, hasRecipient, [new(SessionCommandKind.Open, 0, readers), .. commands]),
        Smaller);

    private static Gen<int> WhoMay(SessionCommandKind kind) => kind switch
    {
        SessionCommandKind.Data or SessionCommandKind.Signal => Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(0, 4))),
        SessionCommandKind.Accept or SessionCommandKind.Online => Gen.Frequency((6, Gen.Choose(2, 4)), (1, Gen.Choose(0, 4))),
        SessionCommandKind.Close or SessionCommandKind.Gone => Gen.Frequency((8, Gen.Choose(1, 4)), (1, Gen.Constant(0))),
        _ => Gen.Choose(0, 4),
    };

    private static IEnumerable<SessionScript> Smaller(SessionScript script)
    {
        for (var i = 0; i < script.Commands.Length; i++)
        {
            yield return script with { Commands = [.. script.Commands[..i], .. script.Commands[(i + 1)..]] };
        }
    }
}
