// Judges PDFs by veraPDF: one line per file and profile, "ok" or the clauses that it breaks.
// Arguments: profiles separated by commas (3a,ua1), then files.

import java.io.File;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

class Conformance {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (int n = 1; n < arguments.length; n++) {
            for (String profile : arguments[0].split(",")) {
                System.out.println("JUDGED " + profile + " " + arguments[n] + " " + judge(profile, new File(arguments[n])));
            }
        }
    }

    private static String judge(String profile, File file) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.fromString(profile);
        try (var parser = Foundries.defaultInstance().createParser(file, flavour);
                var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult found = validator.validate(parser);
            if (found.isCompliant()) {
                return "ok";
            }
            var broken = new TreeSet<String>();
            for (TestAssertion each : found.getTestAssertions()) {
                if (each.getStatus() == TestAssertion.Status.FAILED) {
                    broken.add(each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber());
                }
            }
            return String.join(" ", broken);
        }
    }
}
