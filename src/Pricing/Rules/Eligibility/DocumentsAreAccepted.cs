using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("General conditions bind only if supplied and accepted.")]
[Tag("DOCUMENTS_NOT_ACCEPTED")]
[Tag("Law: C. civ. 1119")]
internal sealed class DocumentsAreAccepted : Rule
{
    public const string Title = "Documents are accepted";

    public override void Define()
    {
        Amendment amendment = null!;

        When()
            .Match(() => amendment, a => !a.Request.Acceptance.DocumentsAccepted);

        Then()
            .Yield(ctx => new Violation(ViolationCode.DocumentsNotAccepted, null, NoData));
    }

    private static readonly Operand[] NoData = [];
}
