using Hotlink.Domain.Access;
using Hotlink.Grains.Access;
using Hotlink.Grains.Access.Checking;

namespace Hotlink.Grains.Tests.Access;

public sealed class AclVectorTests
{
    private static readonly DateOnly Today = new(2025, 3, 7);

    public static TheoryData<string> Ids => [.. AclVectors.All.Vectors.Select(vector => vector.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Decide_Vector_AgreesWithTheOriginal(string id)
    {
        var vector = AclVectors.All.Vectors.Single(candidate => candidate.Id == id);
        Assert.True(AccessLevelNames.TryParse(vector.Level, out var level));

        var decision = Load(vector.Tree).Decide(vector.User, level, vector.Path, Today);

        Assert.Equal(vector.Allow, decision.Allowed);
        if (!vector.Allow && vector.Reason.Length > 0)
        {
            Assert.Equal(vector.Reason.Split(';')[0], decision.Reason.ToText());
        }
    }

    [Fact]
    public void Decide_Vectors_AreAllThere() => Assert.Equal(60, AclVectors.All.Vectors.Count);

    private static Rulebook Load(string tree)
    {
        var book = new Rulebook();
        foreach (var (path, content) in AclVectors.All.FilesOf(tree))
        {
            if (RuleFileReader.Read(content) is { IsValid: true } reading)
            {
                Assert.True(book.Install(path[..^(RuleFile.Name.Length + 1)], reading.File).Installed);
            }
        }

        return book;
    }
}
